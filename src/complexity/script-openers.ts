/** Regular expressions, heredocs and the like: literals that end as they begin. */
import {
  apostrophe,
  backslash,
  blank,
  closeBracket,
  equals,
  greater,
  isBlank,
  isWord,
  less,
  minus,
  openBracket,
  openParenthesis,
  quote,
  slash,
  star,
  tilde,
} from './bytes.js'
import { byteAt, type Line, pastBlanks } from './line.js'
import { block, type Literal, literal, type Opener, type Opening } from './literal.js'
import { followsValue } from './rules.js'

/** A mark that says how a literal closes is no longer than this. */
const longestMark = 32

/** A regular expression between slashes: where no value stands before, and it ends on its line. */
export const slashRegex: Opener = (line, index) => {
  const next = byteAt(line, index + 1)
  if (line.noRegex || next === slash || next === star || next === greater || next === 0) return 0
  if (byteAt(line, index - 1) === less || followsValue(line, index)) return 0
  let inClass = false
  for (let at = index + 1; at < line.end; at++) {
    const byte = line.bytes[at]
    if (byte === backslash) at++
    else if (byte === openBracket) inClass = true
    else if (byte === closeBracket) inClass = false
    else if (byte === slash && !inClass) return at + 1
  }
  line.noRegex = true
  return 0
}

/** Ruby's: a blank after a slash that follows a name divides, else it opens. */
export const rubyRegex: Opener = (line, index, found) => {
  const [before, after] = [byteAt(line, index - 1), byteAt(line, index + 1)]
  return after === blank && isBlank(before) ? 0 : slashRegex(line, index, found)
}

/** The mark of a heredoc begins at `index`: what it opens with the next line. */
function heredocMark(line: Line, index: number, found: Opening): number {
  const opening = byteAt(line, index)
  const start = opening === quote || opening === apostrophe ? index + 1 : index
  let past = start
  while (past < line.end && past - start < longestMark && isWord(line.bytes[past])) past++
  const first = byteAt(line, start)
  if (past === start || (first >= 48 && first <= 57)) return 0
  const mark = line.bytes.subarray(start, past)
  found.literal = literal('', mark, { overLines: true, alone: true })
  found.nextLine = true
  return start > index ? past + 1 : past
}

/** Shell's and Perl's `<<EOF`, `<<-EOF`, `<< 'EOF'`; not `<<<`. */
export const heredoc: Opener = (line, index, found) => {
  if (byteAt(line, index + 1) !== less || byteAt(line, index + 2) === less) return 0
  const at = byteAt(line, index + 2) === minus ? index + 3 : index + 2
  return heredocMark(line, pastBlanks(line, at), found)
}

/** Ruby's `<<~EOF`, `<<-EOF`, and `<<EOF` where its mark is upper case: else `<<` appends. */
export const rubyHeredoc: Opener = (line, index, found) => {
  if (byteAt(line, index + 1) !== less) return 0
  const next = byteAt(line, index + 2)
  if (next === minus || next === tilde) return heredocMark(line, index + 3, found)
  return next >= 65 && next <= 90 ? heredocMark(line, index + 2, found) : 0
}

/** PHP's `<<<EOF` and `<<<'EOF'`. */
export const phpHeredoc: Opener = (line, index, found) => {
  if (byteAt(line, index + 1) !== less || byteAt(line, index + 2) !== less) return 0
  return heredocMark(line, pastBlanks(line, index + 3), found)
}

const closers: Record<string, string> = {
  '(': ')',
  '[': ']',
  '{': '}',
  '<': '>',
  '|': '|',
  '!': '!',
}

/** By the byte that opens them. */
const percents: (Literal | undefined)[] = []
for (const [open, close] of Object.entries(closers)) {
  const nests = open !== close
  percents[open.charCodeAt(0)] = literal(open, close, { escape: true, overLines: true, nests })
}

/** Ruby's `?a`: a character, whatever it would begin. */
export const rubyCharacter: Opener = (line, index) => {
  const [before, after] = [byteAt(line, index - 1), byteAt(line, index + 1)]
  const begins = isBlank(before) || before === openBracket || before === openParenthesis
  return begins && after !== 0 && !isBlank(after) && !isWord(byteAt(line, index + 2))
    ? index + 2
    : 0
}

/** Ruby's `%w[a b]`, `%(text)`, `%q{text}`, `%r{regex}`. */
export const rubyPercent: Opener = (line, index, found) => {
  const next = byteAt(line, index + 1)
  const kind = 'qQwWiIrsx'.includes(String.fromCharCode(next)) && next !== 0 ? 1 : 0
  const opened = percents[byteAt(line, index + 1 + kind)]
  if (!opened || followsValue(line, index)) return 0
  found.literal = opened
  return index + 2 + kind
}

/** Lua's `[[…]]` and `[==[…]==]`, from its first bracket on. */
export const luaLong: Opener = (line, index, found) => {
  let at = index + 1
  while (byteAt(line, at) === equals && at - index < longestMark) at++
  if (byteAt(line, at) !== openBracket) return 0
  found.literal = block('', `]${'='.repeat(at - index - 1)}]`)
  return at + 1
}

/** Lua's `--` and `--[[…]]`. */
export const luaComment: Opener = (line, index, found) => {
  if (byteAt(line, index + 1) !== minus) return 0
  const bracket = byteAt(line, index + 2) === openBracket
  return (bracket && luaLong(line, index + 2, found)) || line.end
}
