import type { Draw } from './pseudonyms.js'

const capital = (word: string) => word.slice(0, 1).toUpperCase() + word.slice(1)

/** "ada lovelace" as "Ada Lovelace". */
export const titled = (text: string): string => text.replace(/[\p{L}\p{N}]+/gu, capital)

/**
 * Writes a pseudonym as the original is written, since texts that differ in case alone are one to some
 * and two to others: small stays small, "Ada" is followed by "Flaborath", and any other way of writing
 * has two capitals more, by which it differs from the first two.
 */
export function likewise(pseudonym: string, original: string, draw: Draw): string {
  const small = original.toLowerCase()
  if (original === small) return pseudonym
  if (original === titled(small)) return titled(pseudonym)
  const letters = [...titled(pseudonym)]
  const at = draw('case', original)
  for (const place of [at.readUInt16BE(0), at.readUInt16BE(2)]) {
    const index = place % letters.length
    letters[index] = letters[index]!.toUpperCase()
  }
  return letters.join('')
}
