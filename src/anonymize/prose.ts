import { judgeMessage } from '../measures/message-quality.js'
import type { Draw } from './pseudonyms.js'
import { ownWords } from './vocabulary.js'

/** Words by their length, from 1 letter on. */
type Words = readonly (readonly string[])[]

const plain: Words = [
  ['a'],
  ['ut', 'et', 'ad'],
  ['sit', 'non', 'qui', 'sed'],
  ['amet', 'elit', 'nisi', 'quis', 'enim'],
  ['lorem', 'ipsum', 'dolor', 'magna', 'minim'],
  ['tempor', 'labore', 'veniam', 'mollit', 'cillum'],
  ['aliquip', 'commodo', 'officia', 'laborum', 'nostrud'],
  ['pariatur', 'deserunt', 'proident', 'voluptas'],
  ['consequat', 'excepteur', 'cupidatat', 'voluptate'],
  ['incididunt', 'adipiscing', 'praesentia'],
]

/** Words that say nothing of what was done (measures/message-quality.ts), for subjects of such words. */
const vague: Words = [
  ['a'],
  ['it'],
  ['all'],
  ['tiny', 'misc', 'more'],
  ['small', 'stuff', 'minor'],
  ['little', 'things'],
  ['various'],
]

for (const words of [...plain, ...vague]) ownWords(words)

/** So many characters of words, chosen by a seed. */
function filled(length: number, words: Words, seed: Buffer): string {
  const parts: string[] = []
  let left = length
  for (let at = 0; left > 0; at++) {
    const drawn = seed[at % 32]! ^ ((at >> 5) * 61)
    // Exactly what is left, or a word, a space and at least one letter behind them.
    const size = left <= words.length ? left : Math.min(words.length, 4 + (drawn % 4), left - 2)
    const choice = words[size - 1]!
    parts.push(choice[drawn % choice.length]!)
    left -= size + 1
  }
  return parts.join(' ')
}

const capital = (text: string) => text.slice(0, 1).toUpperCase() + text.slice(1)
const trailer = /^[A-Z][A-Za-z-]+: \S/
const ticket = /(?:^|[\s([])(?:#\d+|[A-Z][A-Z0-9]+-\d+)\b|\b(?:issues|pull|merge_requests)\/\d+/
/** Weighted lines below and above the number from which a body or a ticket is asked for. */
const [few, many] = [1, 1_000]

function isVague(line: string): boolean {
  return judgeMessage({ subject: line, message: line }, few).because.endsWith('vague')
}

function lineOf(line: string, isFirst: boolean, draw: Draw): string {
  const length = [...line].length
  if (line.trim() === '') return ' '.repeat(length)
  const seed = draw('line', line)
  if (isFirst && isVague(line)) return filled(length, vague, seed)
  if (trailer.test(line.trim()) && length > 8) return `Lorem: ${filled(length - 7, plain, seed)}`
  const digits = String(10 + (seed.readUInt16BE(30) % 90))
  if (ticket.test(line) && length > 4)
    return `${capital(filled(length - 4, plain, seed))} #${digits}`
  if (ticket.test(line) && length > 1) return `#${digits.slice(0, length - 1)}`
  return capital(filled(length, plain, seed))
}

/**
 * Words that mean nothing in the place of what somebody wrote: as many characters in as many lines, so
 * that lengths stay, and a message is judged as it was: vague, with a body, with a ticket.
 */
export const proseOf = (text: string, draw: Draw): string =>
  text
    .split('\n')
    .map((line, at) => lineOf(line, at === 0, draw))
    .join('\n')

/** How a commit's message is judged, small or large: the same before and behind {@link proseOf}. */
export function judgedAs(message: string): string {
  const [subject = ''] = message.split('\n')
  const told = { subject, message }
  return [few, many].map((lines) => judgeMessage(told, lines).points).join()
}
