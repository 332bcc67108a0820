# Decision points that lizard counts, for bench/complexity.mjs. Reads a JSON list of [name, text] a
# line, writes [in functions, in the whole file] a line, or null where lizard has no reader.
#   python3 bench/lizard-points.py [checkout of lizard] < files > points
import json
import sys

sys.path[:0] = sys.argv[1:]
import lizard
from lizard_languages import get_reader_for

tally = [0]
add_condition = lizard.FileInfoBuilder.add_condition


def tallied(builder, inc=1):
    tally[0] += inc
    add_condition(builder, inc)


lizard.FileInfoBuilder.add_condition = tallied


def points(name, text):
    if get_reader_for(name) is None:
        return None
    tally[0] = 0
    try:
        found = lizard.analyze_file.analyze_source_code(name, text)
    except Exception:
        return None
    return [sum(f.cyclomatic_complexity - 1 for f in found.function_list), tally[0]]


for line in sys.stdin:
    name, text = json.loads(line)
    print(json.dumps(points(name, text)), flush=True)
