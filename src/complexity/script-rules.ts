/** Rules of Ruby and of the shell. */
import { bar, byteSet, hash, isBlank, isWord, openParenthesis, semicolon, star } from './bytes.js'
import { beforeBlanks, byteAt, type Line, pastBlanks, type Rule, sight } from './line.js'
import { anyOf, lastIs } from './neighbours.js'
import { unlabelled } from './rules.js'

/** Ruby: `a ? b : c`; not the mark of `nil?` nor the character `?a`. */
export const rubyChoice: Rule = (line, start, past) => {
  const after = byteAt(line, past)
  return !isWord(byteAt(line, start - 1)) && (after === 0 || isBlank(after))
}

/** Ruby: no member, symbol or label, nor the name of a method (`def if?`). */
export const rubyWord: Rule = (line, start, past) => {
  const after = byteAt(line, past)
  return unlabelled(line, start, past) && !afterMethod[after]
}
const afterMethod = byteSet('?!=')

const commandLead = byteSet(';&|({!`')
const commandWords = anyOf('then do else time')

/** Shell: where a command may begin. */
export const commandPosition: Rule = (line, start, past) => {
  const after = byteAt(line, past)
  if (after !== 0 && !isBlank(after) && after !== semicolon && after !== openParenthesis)
    return false
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
  return !(start === line.start + 1 && line.bytes[line.start] === star)
}

/** A blank in a pattern stands beside a `|`. */
function labelBlank(line: Line, at: number): boolean {
  return byteAt(line, beforeBlanks(line, at)) !== bar && byteAt(line, pastBlanks(line, at)) !== bar
}
