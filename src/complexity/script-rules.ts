/** Rules of Ruby and of the shell. */
import { byteSet, hash, isBlank, isWord } from './bytes.js'
import { beforeBlanks, byteAt, type Line, pastBlanks, type Rule, sight } from './line.js'
import { anyOf, lastIs } from './neighbours.js'
import { unlabelled } from './rules.js'

const openParenthesis = 40

/** Ruby: `a ? b : c`; not the mark of `nil?` nor the character `?a`. */
export const rubyChoice: Rule = (line, start, past) => {
  const after = byteAt(line, past)
  return !isWord(byteAt(line, start - 1)) && (after === 0 || isBlank(after))
}

/** Ruby: no member, symbol or label, nor the name of a method (`def if?`). */
export const rubyWord: Rule = (line, start, past) => {
  const after = byteAt(line, past)
  return unlabelled(line, start, past) && after !== 63 && after !== 33 && after !== 61
}

const commandLead = byteSet(';&|({!`')
const commandWords = anyOf('then do else time')

/** Shell: where a command may begin. */
export const commandPosition: Rule = (line, start, past) => {
  const after = byteAt(line, past)
  if (after !== 0 && !isBlank(after) && after !== 59 && after !== openParenthesis) return false
  const before = byteAt(line, beforeBlanks(line, start))
  return before === 0 || commandLead[before] === 1 || lastIs(line, start, commandWords)
}

/** Shell: the `)` of a pattern of `case`, but `*)`. */
export const caseLabel: Rule = (line, start) => {
  if (start === line.start || start - line.start > sight) return false
  for (let at = line.start; at < start; at++) {
    const byte = line.bytes[at]!
    if (byte === openParenthesis || (isBlank(byte) && labelBlank(line, at)) || byte === hash)
      return false
  }
  return !(start === line.start + 1 && line.bytes[line.start] === 42)
}

/** A blank in a pattern stands beside a `|`. */
function labelBlank(line: Line, at: number): boolean {
  const bar = 124
  return byteAt(line, beforeBlanks(line, at)) !== bar && byteAt(line, pastBlanks(line, at)) !== bar
}
