import { keptAddressParts, keptBranches } from './kept-words.js'
import { slugOf } from './person-words.js'
import type { Draw } from './pseudonyms.js'

const hex = (bytes: Buffer, digits: number) => bytes.toString('hex').slice(0, digits)

/** Of a hash these digits are drawn by themselves: some hosts tell of a commit by them alone. */
const short = 12

/** A hash in hex, as long as it was. */
export function hashOf(text: string, draw: Draw): string {
  const small = text.toLowerCase()
  if (small.length < short) return hex(draw('hash', small), small.length)
  const first = hex(draw('hash', small.slice(0, short)), short)
  return first + hex(draw('hash', small), small.length - short)
}

/** A branch, part by part: "ada/fix-cart" as "flaborath-…/trukovorn-…". */
export const branchOf = (text: string, draw: Draw): string =>
  text
    .split('/')
    .map((part) => (keptBranches.has(part.toLowerCase()) ? part : slugOf(part, draw)))
    .join('/')

function decoded(part: string): string {
  try {
    return decodeURIComponent(part)
  } catch {
    return part
  }
}

function partOf(part: string, draw: Draw): string {
  if (part === '' || /^\d+$/.test(part) || keptAddressParts.has(part.toLowerCase())) return part
  if (/^(?:[0-9a-f]{40}|[0-9a-f]{64})$/i.test(part)) return hashOf(part, draw)
  const [, name, end = ''] = /^(.*?)(\.git)?$/is.exec(part)!
  return name === '' ? part : slugOf(decoded(name!), draw) + end
}

/**
 * An address or a folder of a machine: its host becomes one that cannot be reached, its parts become
 * what repositories and usernames of these names have become.
 */
export function urlOf(text: string, draw: Draw): string {
  const [, scheme = '', rest] = /^([a-z][a-z+]*:\/\/|local:)?(.*)$/is.exec(text)!
  const [first, ...parts] = rest!.split(/[/?#]/)
  const isHost = scheme.endsWith('//') && first !== ''
  const host = isHost ? `${slugOf(first!.toLowerCase(), draw)}.example` : partOf(first!, draw)
  return scheme + [host, ...parts.map((part) => partOf(part, draw))].join('/')
}
