import { cleanLine, cleanText } from '../git/text.js'

/** What is kept of a comment, in bytes; the adapter cuts at the same. */
const commentLimit = 2048

/** One line of a host's text as it is kept: no control characters, 512 bytes at most. */
export function lineOf(text: string): string
export function lineOf(text: string | null): string | null
export function lineOf(text: string | null): string | null {
  if (text === null) return null
  return cleanLine(Buffer.from(text)).text
}

/** Words of a comment as they are kept. */
export const wordsOf = (text: string): string => cleanText(Buffer.from(text), commentLimit).text
