import { likewise, titled } from './letter-case.js'
import type { Draw } from './pseudonyms.js'
import { wordsOf } from './vocabulary.js'

/** "Ada Lovelace" as "Flaborath Trukovorn": 30 bits, so that a thousand people hardly share one. */
export function personName(text: string, draw: Draw): string {
  if (text.trim() === '') return text
  const [whole, marker = ''] = /^(.*?)(\s?\[bot\])?$/s.exec(text)!.slice(1)
  const small = whole!.toLowerCase()
  const words = wordsOf(draw('name', small), 2).join(' ')
  return (whole === titled(small) ? titled(words) : likewise(words, whole!, draw)) + marker
}

/** A word or two that people gave something as its name. */
export function givenTitle(text: string, draw: Draw): string {
  if (text.trim() === '') return text
  return titled(wordsOf(draw('title', text), 2).join(' '))
}

/** One word of two words: a username, a repository. The same for the same text, whatever it names. */
export function slugOf(text: string, draw: Draw): string {
  if (text === '') return text
  const [whole, marker = ''] = /^(.*?)(\[bot\])?$/s.exec(text)!.slice(1)
  return likewise(wordsOf(draw('slug', whole!.toLowerCase()), 2).join('-'), whole!, draw) + marker
}

/** "owner/name", each part by itself. */
export const slugsOf = (text: string, draw: Draw): string =>
  text
    .split('/')
    .map((part) => slugOf(part, draw))
    .join('/')

/**
 * "ada@acme.io" as "flaborath.trukovorn.zelamund@gwatixon-….example": addresses of one domain stay
 * together, and none can be written to.
 */
export function emailOf(text: string, draw: Draw): string {
  if (text.trim() === '') return text
  const small = text.toLowerCase()
  const at = small.lastIndexOf('@')
  const local = wordsOf(draw('email', small), 3).join('.')
  const domain = wordsOf(draw('slug', small.slice(at + 1)), 2).join('-')
  return likewise(`${local}@${domain}.example`, text, draw)
}
