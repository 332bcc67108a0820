import { createHash } from 'node:crypto'

/** Pieces of a secret this long are looked for: shorter ones could be chance. */
const pieceLength = 12

const hexOf = (bytes: Buffer) => bytes.toString('hex')

/** Base64 of some bytes at each of the three places in a longer text: what all of them share. */
function alignments(bytes: Buffer): string[] {
  return [0, 1, 2].map((before) => {
    const text = Buffer.concat([Buffer.alloc(before), bytes])
      .toString('base64')
      .replace(/=+$/, '')
    // The first and the last characters depend on what stands beside the bytes.
    return text.slice(before === 0 ? 0 : before + 1, text.length - 2)
  })
}

/** A base64 text in both alphabets. */
const alphabets = (text: string) => [text, text.replaceAll('+', '-').replaceAll('/', '_')]

/**
 * Everything that would give away a line of code with a secret in it: pieces of the secret, the line
 * in other codings, and hashes by which it could be recognised.
 */
export function needlesOf(line: string, secret: string): string[] {
  const pieces = Array.from({ length: secret.length - pieceLength + 1 }, (_, start) =>
    secret.slice(start, start + pieceLength),
  )
  const coded = [...pieces, line].map((text) => Buffer.from(text))
  const hashes = [line, `${line}\n`].flatMap((text) =>
    ['sha1', 'sha256', 'md5'].map((name) => createHash(name).update(text).digest()),
  )
  const all = [
    ...pieces,
    line,
    encodeURIComponent(line),
    JSON.stringify(line).slice(1, -1),
    ...coded.flatMap((bytes) => alignments(bytes).flatMap(alphabets)),
    ...[...coded, ...hashes].map(hexOf),
    ...hashes.flatMap((hash) => alphabets(hash.toString('base64').replace(/=+$/, ''))),
  ]
  return [...new Set(all)]
}

/** A text that was looked through last, in lower case: a database is large, and asked for many secrets. */
let last = { text: '', lower: '' }

/** Those of the needles that stand in a text, whatever its case in hexadecimal. */
export function foundIn(text: string, needles: string[]): string[] {
  if (last.text !== text) last = { text, lower: text.toLowerCase() }
  const { lower } = last
  // A needle with a capital cannot stand in what has none.
  const isLower = (needle: string) => needle === needle.toLowerCase()
  return needles.filter(
    (needle) => text.includes(needle) || (isLower(needle) && lower.includes(needle)),
  )
}
