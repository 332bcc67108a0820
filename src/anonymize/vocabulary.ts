/**
 * The words that pseudonyms are made of: 32,768 of them, put together from three fixed lists and so
 * the same in every copy. None is a word of a language or a name of somebody, which is what lets the
 * check at the end tell a word of ours from one of a company's.
 */
const starts =
  `bra bru cle cra dro dwe fla fro gla gri gwa hro jor jul kle kri lor mur nor ple pra quo rhe sko sle
  sna spa tra tru vla wro zer`.split(/\s+/)
const middles =
  `ba be bo da di do fa fe ga gi go ka ko la le lo ma mi mo na ne no ra ri ro sa so ta ti va ve
  zo`.split(/\s+/)
const ends =
  `bix cath dask drel fenn garn hask jund kell lorn mund nark nock pell quist rath rusk sedd sunt tarn
  thip tosk veld vorn wick wold xon yarn zell zund bern dorf`.split(/\s+/)

const own = new Set(
  starts.flatMap((start) => middles.flatMap((middle) => ends.map((end) => start + middle + end))),
)

/** The word of a number; its lowest 15 bits count. */
export const wordOf = (bits: number): string =>
  starts[(bits >> 10) & 31]! + middles[(bits >> 5) & 31]! + ends[bits & 31]!

/** So many words as a digest gives, two bytes each: 15 bits of it stand in every word. */
export const wordsOf = (digest: Buffer, count: number): string[] =>
  Array.from({ length: count }, (_, at) => wordOf(digest.readUInt16BE(at * 2)))

/** Words of a text, in lower case: what the check compares. */
export const tokensOf = (text: string): string[] =>
  text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? []

/** Makes words of a fixed list the copy's own: they tell nothing of any company. */
export function ownWords(words: Iterable<string>): void {
  for (const word of words) for (const token of tokensOf(word)) own.add(token)
}

/** Whether a token tells nothing: a word of ours, or a number. */
export const isOwnWord = (token: string): boolean => /^\d+$/.test(token) || own.has(token)

ownWords(['bot', 'example', 'http', 'https', 'local', 'git'])
