/** What a byte can begin in code of the C family. */
export const byteClass = {
  other: 0,
  blank: 1,
  word: 2,
  digit: 3,
  quote: 4,
  backQuote: 5,
  slash: 6,
  star: 7,
  operator: 8,
  open: 9,
  close: 10,
  closed: 11,
} as const

/** The class of every byte; bytes of code points beyond ASCII count as letters. */
export const classes = classify()

function classify(): Uint8Array {
  const table = new Uint8Array(256)
  const set = (characters: string, value: number) => {
    for (const character of characters) table[character.charCodeAt(0)] = value
  }
  table.fill(byteClass.word, 128)
  set('abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ_$', byteClass.word)
  set('0123456789', byteClass.digit)
  set(' \t\r\f\v', byteClass.blank)
  set('\'"', byteClass.quote)
  set('`', byteClass.backQuote)
  set('/', byteClass.slash)
  set('*', byteClass.star)
  set('&|?', byteClass.operator)
  set('{', byteClass.open)
  set('}', byteClass.close)
  set(')]', byteClass.closed)
  return table
}

export function isWordByte(byte: number): boolean {
  const found = classes[byte]
  return found === byteClass.word || found === byteClass.digit
}
