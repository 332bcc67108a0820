import { byteSet } from './bytes.js'
import type { Line, Rule } from './line.js'

/** A string, comment or the like: what stands between `open` and `close` is not code. */
export interface Literal {
  open: Buffer
  /** Empty: the end of the line closes it. */
  close: Buffer
  /** A backslash takes the meaning from the byte after it. */
  escape: boolean
  /** `close` written twice stands for itself. */
  doubled: boolean
  /** It may go on over lines. */
  overLines: boolean
  /** `open` inside it opens another. */
  nests: boolean
  /** It closes only where a line begins with `close`, and with no more of a word. */
  alone: boolean
  /** What opens code inside it, or null, and the brackets that code is counted by. */
  code: Buffer | null
  codeOpen: number
  codeClose: number
  /** The opening of code written twice is text. */
  codeDoubled: boolean
  /** Where it does not hold, `open` opens nothing. */
  when: Rule | null
  /** 1 for the bytes inside it that mean something. */
  stops: Uint8Array
}

type Options = Partial<Pick<Literal, 'escape' | 'doubled' | 'overLines' | 'nests' | 'alone'>> & {
  /** Such as `${ }`: what opens code, and the bracket that closes it. */
  code?: string
  codeDoubled?: boolean
  when?: Rule
}

/** `close` is copied: a buffer may be part of the line. */
export function literal(open: string, close: string | Buffer, options: Options = {}): Literal {
  const [code = '', codeClose = ''] = options.code?.split(' ') ?? []
  const { nests = false, escape: escapes = false } = options
  const closing = Buffer.from(close as string)
  const stops = byteSet([code[0], nests ? open[0] : '', escapes ? '\\' : ''].join(''))
  if (closing.length > 0) stops[closing[0]!] = 1
  return {
    open: Buffer.from(open),
    close: closing,
    escape: escapes,
    doubled: options.doubled ?? false,
    overLines: options.overLines ?? false,
    nests,
    alone: options.alone ?? false,
    code: code ? Buffer.from(code) : null,
    codeOpen: code.charCodeAt(code.length - 1),
    codeClose: codeClose.charCodeAt(0),
    codeDoubled: options.codeDoubled ?? false,
    when: options.when ?? null,
    stops,
  }
}

/** From `open` to the end of the line. */
export function lineComment(open: string, when?: Rule): Literal {
  return literal(open, '', when ? { when } : {})
}

/** A comment over lines. */
export function block(open: string, close: string | Buffer, options: Options = {}): Literal {
  return literal(open, close, { overLines: true, ...options })
}

/** A string on one line; a backslash escapes. */
export function quoted(mark: string, options: Options = {}): Literal {
  return literal(mark, mark, { escape: true, ...options })
}

/** A string over lines; a backslash escapes. */
export function long(mark: string, options: Options = {}): Literal {
  return literal(mark, mark, { escape: true, overLines: true, ...options })
}

/** What an opener found; one object serves all of a counter's lines. */
export interface Opening {
  /** What is open from `past` on; null where it has closed by then. */
  literal: Literal | null
  /** It opens with the next line. */
  nextLine: boolean
  /** It was a close whose opening nobody saw: what stood before it is no code. */
  closes: boolean
}

/** For a literal whose end depends on its beginning: where it begins, or 0 where there is none. */
export type Opener = (line: Line, index: number, found: Opening) => number
