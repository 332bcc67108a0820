/** The bytes that rules and literals ask for, by name. */
export const [carriageReturn, blank, tab, backslash, slash, star] = [13, 32, 9, 92, 47, 42]
export const [hash, dot, colon, quote, apostrophe, less] = [35, 46, 58, 34, 39, 60]
export const [greater, openParenthesis, closeParenthesis, openBracket, closeBracket, openBrace] = [
  62, 40, 41, 91, 93, 123,
]
export const [comma, semicolon, dollar, atSign, minus, equals] = [44, 59, 36, 64, 45, 61]
export const [tilde, bar, letterF, letterR, capitalR] = [126, 124, 102, 114, 82]

/** 1 for a byte of a word: letters, digits, `_`, `$`, and all beyond ASCII. */
export const wordBytes = markWordBytes()

function markWordBytes(): Uint8Array {
  const table = new Uint8Array(256).fill(1, 128)
  const letters = 'abcdefghijklmnopqrstuvwxyz'
  for (const letter of `${letters}${letters.toUpperCase()}0123456789_$`) {
    table[letter.charCodeAt(0)] = 1
  }
  return table
}

/** A set of bytes, one array read to ask. */
export function byteSet(characters: string): Uint8Array {
  const table = new Uint8Array(256)
  for (const character of characters) table[character.charCodeAt(0)] = 1
  return table
}

export function isWord(byte: number | undefined): boolean {
  return byte !== undefined && wordBytes[byte] === 1
}

export function isDigit(byte: number): boolean {
  return byte >= 48 && byte <= 57
}

export function isBlank(byte: number | undefined): boolean {
  return byte === blank || (byte !== undefined && byte >= tab && byte <= carriageReturn)
}

/** Where `text` would end if it stands at `index` and ends before `end`; else 0. */
export function pastText(bytes: Buffer, index: number, end: number, text: Buffer): number {
  const past = index + text.length
  if (past > end) return 0
  for (let at = 0; at < text.length; at++) {
    if (bytes[index + at] !== text[at]) return 0
  }
  return past
}
