import { isWord } from './bytes.js'
import { beforeBlanks, type Line, pastBlanks, sight, wordStart } from './line.js'

/** Words that a rule looks for beside another. */
export interface WordSet {
  words: Buffer[]
  /** 32 where the case of letters is of no weight, else 0. */
  caseBit: number
}

/** `words` with blanks between. */
export function anyOf(words: string, ignoreCase = false): WordSet {
  return { words: words.split(' ').map((word) => Buffer.from(word)), caseBit: ignoreCase ? 32 : 0 }
}

/** Whether the word between `start` and `past` is one of the set. */
export function isOneOf(line: Line, start: number, past: number, set: WordSet): boolean {
  const { words, caseBit } = set
  for (let index = 0; index < words.length; index++) {
    const word = words[index]!
    let at = word.length === past - start ? 0 : word.length + 1
    while (at < word.length && word[at] === (line.bytes[start + at]! | caseBit)) at++
    if (at === word.length) return true
  }
  return false
}

/** Whether the next word from `index` on, past blanks, is one of the set. */
export function nextIs(line: Line, index: number, set: WordSet): boolean {
  const start = pastBlanks(line, index)
  let past = start
  while (past < line.end && past - start < sight && isWord(line.bytes[past])) past++
  return isOneOf(line, start, past, set)
}

/** Whether the last word before `index`, past blanks, is one of the set. */
export function lastIs(line: Line, index: number, set: WordSet): boolean {
  const past = beforeBlanks(line, index) + 1
  return isOneOf(line, wordStart(line, past), past, set)
}
