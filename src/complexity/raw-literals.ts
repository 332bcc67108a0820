import { byteClass, classes, isWordByte } from './byte-classes.js'
import { block } from './literal-kinds.js'
import { regexEnd } from './literals.js'
import type { Line, Literal, Opened, Opener } from './token-grammar.js'
import { byteBefore, wordBefore } from './token-rules.js'

const [quote, hash, openBracket, equals] = [34, 35, 91, 61]
const [less, minus, tilde, apostrophe, slash] = [60, 45, 126, 39, 47]

function opened(literal: Literal | null, past: number, fromNextLine = false): Opened {
  return { literal, past, fromNextLine }
}

/** How many of `byte` stand in a row from `index` on. */
function run(line: Line, index: number, byte: number): number {
  let past = index
  while (past < line.end && line.bytes[past] === byte) past++
  return past - index
}

/** C++: `R"delimiter( )delimiter"`, after `u8`, `u`, `U` or `L` too. */
export const cppRawString: Opener = (line, index) => {
  const head = /^(?:u8|[uUL])?R"([^ ()\\]{0,16})\(/.exec(ahead(line, index, 24))
  return head ? opened(block(head[0], `)${head[1]}"`), index + head[0].length) : null
}

/** Rust: `r" "`, `r#" "#`, after `b` or `c` too. */
export const rustRawString: Opener = (line, index) => {
  const head = /^[bc]?r(#*)"/.exec(ahead(line, index, 20))
  return head ? opened(block(head[0], `"${head[1]}`), index + head[0].length) : null
}

/** Swift: `#" "#`, with as many `#` on both sides, and code after `\#(`. */
export const swiftRawString: Opener = (line, index) => {
  const hashes = run(line, index, hash)
  const quotes = run(line, index + hashes, quote)
  if (quotes === 0) return null
  const close = (quotes >= 3 ? '"""' : '"') + '#'.repeat(hashes)
  const literal = block('#', close, {
    carries: quotes >= 3,
    code: [`\\${'#'.repeat(hashes)}(`, ')'],
  })
  return opened(literal, index + hashes + (quotes >= 3 ? 3 : 1))
}

/** Lua: `[[ ]]`, `[==[ ]==]`. */
export const luaLongString: Opener = (line, index) => {
  const level = run(line, index + 1, equals)
  if (line.bytes[index + 1 + level] !== openBracket || index + 1 + level >= line.end) return null
  return opened(block('[[', `]${'='.repeat(level)}]`), index + level + 2)
}

/** Lua: `--[[ ]]`; any other two dashes are a comment to the end of the line. */
export const luaComment: Opener = (line, index) => {
  if (line.bytes[index + 1] !== minus || index + 1 >= line.end) return null
  const long = line.bytes[index + 2] === openBracket ? luaLongString(line, index + 2) : null
  return long ?? opened(block('--', '', { carries: false }), index + 2)
}

/** A heredoc's name after `<<`, `<<-` or `<<~`, quoted or not; it begins with the next line. */
export const heredoc: Opener = (line, index) => {
  const { bytes, end } = line
  if (bytes[index + 1] !== less || bytes[index + 2] === less) return null
  let start = index + 2
  if (bytes[start] === minus || bytes[start] === tilde) start++
  const mark = bytes[start]!
  const quotedName = mark === apostrophe || mark === quote
  if (quotedName) start++
  let past = start
  while (past < end && isWordByte(bytes[past]!)) past++
  const first = bytes[start]!
  if (past === start || classes[first] !== byteClass.word) return null
  // A shift or `class << self`: names of heredocs are written in capitals, or quoted.
  const capital = first < 97 && first !== 36
  if (!quotedName && !capital) return null
  const name = bytes.toString('latin1', start, past)
  return opened(block('<<', name, { alone: true }), quotedName ? past + 1 : past, true)
}

/** PHP: `<<<NAME` and `<<<'NAME'`. */
export const phpHeredoc: Opener = (line, index) => {
  const head = /^<<<[ \t]*(["']?)([A-Za-z_]\w*)\1[ \t\r]*$/.exec(ahead(line, index, 80))
  const literal = head ? block('<<<', head[2]!, { alone: true }) : null
  return literal ? opened(literal, line.end, true) : null
}

/** Ruby: a slash where no value stands before divides nothing: a regular expression. */
export const rubyRegex: Opener = (line, index) => {
  if (!beginsValue(line, index)) return null
  const past = regexEnd(line.bytes, index + 1, line.end)
  return past === null ? null : opened(null, past)
}

/** Ruby: `%w[ ]`, `%q( )`, `%r{ }` and their like. */
export const rubyPercent: Opener = (line, index) => {
  const head = /^%[qQwWiIrsx]?([[({<|!])/.exec(ahead(line, index, 3))
  if (!head || !beginsValue(line, index)) return null
  const close = { '[': ']', '(': ')', '{': '}', '<': '>' }[head[1]!] ?? head[1]!
  return opened(block('%', close, { escape: true }), index + head[0].length)
}

const rubyWords = new Set(['if', 'elsif', 'unless', 'when', 'and', 'or', 'not', 'while', 'until'])
rubyWords.add('return').add('in')

/** Whether a value may begin at `index`: after a sign or a word of Ruby, or as an argument. */
function beginsValue(line: Line, index: number): boolean {
  const before = byteBefore(line, index)
  if (before === 0 || '(,=!|&{[;:?~<>+-*%'.includes(String.fromCharCode(before))) return true
  if (!isWordByte(before)) return false
  const blankBefore = classes[line.bytes[index - 1]!] === byteClass.blank
  const blankAfter = classes[line.bytes[index + 1] ?? 0] === byteClass.blank
  const equalsAfter = line.bytes[index + 1] === equals
  if (rubyWords.has(wordBefore(line, index))) return true
  return blankBefore && !blankAfter && !equalsAfter && line.bytes[index + 1] !== slash
}

function ahead(line: Line, index: number, length: number): string {
  return line.bytes.toString('latin1', index, Math.min(line.end, index + length))
}
