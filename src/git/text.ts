/** Everything kept of a message, in bytes of UTF-8. */
export const messageLimit = 4096
/** Everything kept of a path, in bytes. */
export const pathLimit = 1024

/** C0 and C1 controls but tab and line feed; the marks that reorder text on a page. */
const unwanted = /[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]/g
const breaks = /[\t\n]+/g

/** As it comes from other systems, without meaning: taken out, and not worth a word. */
const carriageReturns = /\r/g

/** Text as it is kept, and what had to be done to it. */
export interface CleanText {
  text: string
  /** Bytes of it were not UTF-8: they became U+FFFD. */
  replaced: boolean
  /** Control characters and marks that reorder text were taken out. */
  stripped: boolean
  /** It was longer than what is kept. */
  cut: boolean
}

/** Bytes as text of several lines, cut at `limit` bytes where a code point ends. */
export function cleanText(bytes: Buffer, limit: number = messageLimit): CleanText {
  const raw = cut(bytes, limit).toString('utf8')
  const text = raw.replace(unwanted, '')
  const stripped = text.length < raw.length && raw.replace(carriageReturns, '').length > text.length
  return { text, replaced: raw.includes('\ufffd'), stripped, cut: bytes.length > limit }
}

/** Bytes as text of one line: a name, an e-mail address. */
export function cleanLine(bytes: Buffer, limit: number = 512): CleanText {
  const { text, ...done } = cleanText(bytes, limit)
  return { text: text.replace(breaks, ' ').trim(), ...done }
}

/** The first paragraph on one line: what git calls the subject. */
export function subjectOf(message: string): string {
  const paragraph = message.trimStart().split(/\n[ \t]*\n/, 1)[0] ?? ''
  return paragraph.replace(/\s*\n\s*/g, ' ').trim()
}

function cut(bytes: Buffer, limit: number): Buffer {
  if (bytes.length <= limit) return bytes
  let end = limit
  // A byte 10xxxxxx goes on a code point; at most three do.
  while (end > limit - 4 && ((bytes[end] ?? 0) & 0xc0) === 0x80) end--
  return bytes.subarray(0, end)
}
