import { isBlank, isWord } from './bytes.js'

/** How far a rule looks around, so that a line of any length takes a time in step with it. */
export const sight = 160

/** The line at hand, and what is known of those before it in its run. One object serves them all. */
export class Line {
  bytes: Buffer = Buffer.alloc(0)
  /** The first byte that is no blank. */
  start = 0
  end = 0
  /** No line of the run came before this one. */
  first = true
  /** Since the last literal closed, a line was prose. */
  afterProse = false
  /** A regular expression was begun on this line that does not end on it: there is none. */
  noRegex = false
}

/** Whether something, of what stands at `start` up to `past`, is what it looks like. */
export type Rule = (line: Line, start: number, past: number) => boolean

/** The first byte from `index` on that is no blank, or the line's end. */
export function pastBlanks(line: Line, index: number): number {
  let at = index
  while (at < line.end && isBlank(line.bytes[at])) at++
  return at
}

/** The last byte before `index` that is no blank; `line.start - 1` where there is none. */
export function beforeBlanks(line: Line, index: number): number {
  let at = index - 1
  while (at >= line.start && isBlank(line.bytes[at])) at--
  return at
}

/** The byte at `index`, or 0 outside the line. */
export function byteAt(line: Line, index: number): number {
  return index >= line.start && index < line.end ? line.bytes[index]! : 0
}

/** Where the word begins that ends at `past`; `past` where none does. */
export function wordStart(line: Line, past: number): number {
  let at = past
  while (at > line.start && past - at < sight && isWord(line.bytes[at - 1])) at--
  return at
}

/** Whether `text` stands somewhere in the `sight` bytes from `index` on. */
export function liesAhead(line: Line, index: number, text: string): boolean {
  const end = Math.min(line.end, index + sight)
  const found = line.bytes.subarray(index, end).indexOf(text)
  return found !== -1
}
