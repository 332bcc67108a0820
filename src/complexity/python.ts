/** What is Python's own: prefixes of strings, triple quotes that may close what nobody saw open. */
import { byteSet, colon, equals, isBlank, letterF, quote } from './bytes.js'
import { beforeBlanks, byteAt, type Line, pastBlanks, type Rule, wordStart } from './line.js'
import { type Literal, long, type Opener, quoted } from './literal.js'
import { anyOf, lastIs } from './neighbours.js'

const prefixes = byteSet('rRbBuUfF')
const formatting = { code: '{ }', codeDoubled: true }

/** Where the prefix begins of a string whose quote stands at `index`; -1: a word is in the way. */
function prefixStart(line: Line, index: number): number {
  const start = wordStart(line, index)
  if (index - start > 2) return -1
  for (let at = start; at < index; at++) if (!prefixes[line.bytes[at]!]) return -1
  return start
}

function isFormatted(line: Line, index: number): boolean {
  const start = prefixStart(line, index)
  for (let at = start; at >= 0 && at < index; at++)
    if ((line.bytes[at]! | 32) === letterF) return true
  return false
}

const plain: Rule = (line, start) => prefixStart(line, start) !== -1

/** Strings on one line; in prose an apostrophe stands in a word. */
export const pythonStrings: Literal[] = ['"', "'"].flatMap((mark) => [
  quoted(mark, { ...formatting, when: isFormatted }),
  quoted(mark, { when: plain }),
])

const [doubleLong, singleLong] = [long('"""'), long("'''")]
const [doubleFormatted, singleFormatted] = [long('"""', formatting), long("'''", formatting)]

/** `"""` opens a string, or closes one whose opening is not in the run. */
export const tripleQuote: Opener = (line, index, found) => {
  const mark = line.bytes[index]!
  if (byteAt(line, index + 1) !== mark || byteAt(line, index + 2) !== mark) return 0
  if (closes(line, index, mark)) found.closes = true
  else if (isFormatted(line, index))
    found.literal = mark === quote ? doubleFormatted : singleFormatted
  else found.literal = mark === quote ? doubleLong : singleLong
  return index + 3
}

const afterClose = byteSet('),.;%]')
const beforeOpen = byteSet('=([{,:+%\\')
const wordsBeforeOpen = anyOf('return print yield in and or not else raise')

function closes(line: Line, index: number, mark: number): boolean {
  const start = prefixStart(line, index)
  if (start === -1) return !opensAgain(line, index, mark)
  const last = byteAt(line, beforeBlanks(line, start))
  if (beforeOpen[last] || lastIs(line, start, wordsBeforeOpen)) return false
  if (opensAgain(line, index, mark)) return false
  if (last !== 0 || line.afterProse) return true
  return afterClose[byteAt(line, index + 3)] === 1
}

/** The same quotes stand again on the line: these open. */
function opensAgain(line: Line, index: number, mark: number): boolean {
  for (let at = index + 3; at + 2 < line.end; at++) {
    if (line.bytes[at] !== mark) continue
    if (line.bytes[at + 1] === mark && line.bytes[at + 2] === mark) return true
  }
  return false
}

/** `case` of match begins its line, and a colon ends it. */
export const pythonCase: Rule = (line, start, past) => {
  if (start !== line.start || !isBlank(byteAt(line, past))) return false
  const next = byteAt(line, pastBlanks(line, past))
  return next !== equals && byteAt(line, beforeBlanks(line, line.end)) === colon
}

export const pythonNames = `
  False None True as assert async await break class continue def del from global import in is
  lambda nonlocal not pass raise return try with yield else match type print exec cdef cpdef ctypedef`
