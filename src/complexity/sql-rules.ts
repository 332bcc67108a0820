/** Rules of SQL, whose words stand in many clauses. Words are met in any case of letters. */
import { isWord } from './bytes.js'
import { byteAt, type Rule, sight, wordStart } from './line.js'
import { anyOf, isOneOf, lastIs, nextIs } from './neighbours.js'

const end = anyOf('end', true)
const notConditions = anyOf('exists not', true)
const clauses = anyOf('update each share values no key all select', true)
const replace = anyOf('replace', true)
const [between, and] = [anyOf('between', true), anyOf('and', true)]

/** Not `END IF`, `IF EXISTS`. */
export const sqlIf: Rule = (line, start, past) =>
  !lastIs(line, start, end) && !nextIs(line, past, notConditions)

/** Not `END FOR`, `FOR UPDATE`, `FOR EACH ROW`. */
export const sqlFor: Rule = (line, start, past) =>
  !lastIs(line, start, end) && !nextIs(line, past, clauses)

export const sqlWhile: Rule = (line, start) => !lastIs(line, start, end)

/** Not `CREATE OR REPLACE`. */
export const sqlOr: Rule = (line, _start, past) => !nextIs(line, past, replace)

/** Not the one of `BETWEEN a AND b`. */
export const sqlAnd: Rule = (line, start) => {
  let index = start
  for (let words = 0; words < 5; words++) {
    while (index > line.start && start - index < sight && !isWord(byteAt(line, index - 1))) index--
    const from = wordStart(line, index)
    if (from === index || isOneOf(line, from, index, and)) return true
    if (isOneOf(line, from, index, between)) return false
    index = from
  }
  return true
}
