import type { CombinedFile } from '../git/combined-diff.js'
import { LineRuns, RunCursor, RunWriter, unknownOrigin } from './line-runs.js'

/**
 * A file that a merge made of different versions: every line comes from the first parent that has it
 * (as git blame has it), a line that none has from the merge itself.
 * A parent without the file may have it under another name, which a merge does not tell: then lines
 * that no other parent has are of unknown origin.
 */
export function mergeHunks(file: CombinedFile, parents: LineRuns[], merge: number): LineRuns {
  if (file.sameAs !== null) return parents[file.sameAs] ?? LineRuns.unknown
  if (file.isBinary || file.hunks.length === 0) return LineRuns.unknown
  const present = parents.flatMap((runs, index) =>
    file.absent[index] ? [] : [{ bit: 1 << index, cursor: new RunCursor(runs) }],
  )
  const own = file.absent.some(Boolean) ? unknownOrigin : merge
  const writer = new RunWriter()
  const keep = (lines: number, origin: number) => writer.add(lines, origin)
  const pass = () => {}
  const take = (lines: number, bits: number, see: typeof keep) => {
    let teller = see
    for (const { bit, cursor } of present) {
      if (!(bits & bit)) continue
      cursor.take(lines, teller)
      teller = pass
    }
    return teller === pass
  }
  for (const { first, spans } of file.hunks) {
    take(first - 1 - writer.lines, -1, keep)
    for (const { parents: bits, isRemoved, lines } of spans) {
      if (isRemoved) take(lines, bits, pass)
      else if (!take(lines, bits, keep)) writer.add(lines, own)
    }
  }
  const [teller] = present
  return teller ? teller.cursor.finish(writer) : writer.end()
}
