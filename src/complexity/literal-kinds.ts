import type { Literal } from './token-grammar.js'

/** Kinds of literals, for the grammars to choose from. */

const plain: Omit<Literal, 'open' | 'close'> = {
  escape: false,
  doubled: false,
  carries: false,
  nests: false,
  code: null,
  codeClose: 0,
  alone: false,
  triple: false,
  when: null,
}

type Options = Partial<Omit<Literal, 'open' | 'close' | 'code' | 'codeClose'>> & {
  /** What opens code inside, and the byte that closes it. */
  code?: [string, string]
}

function literal(open: string, close: string, options: Options): Literal {
  const { code, ...rest } = options
  const [opening, closing] = code ?? []
  return {
    ...plain,
    ...rest,
    open: Buffer.from(open),
    close: Buffer.from(close),
    code: opening ? Buffer.from(opening) : null,
    codeClose: closing?.charCodeAt(0) ?? 0,
  }
}

/** To the end of the line. */
export function lineComment(open: string, options: Options = {}): Literal {
  return literal(open, '', options)
}

/** Between two different marks, over lines. */
export function block(open: string, close: string, options: Options = {}): Literal {
  return literal(open, close, { carries: true, ...options })
}

/** On one line, with backslashes. */
export function quoted(open: string, options: Options = {}): Literal {
  return literal(open, open.slice(-1), { escape: true, ...options })
}

/** Between three quotes, over lines; a prefix says that it is the beginning. */
export function tripled(open: string, options: Options = {}): Literal {
  const own = { carries: true, triple: open.length === 3, escape: true }
  return literal(open, open.slice(-3), { ...own, ...options })
}

export const doubleSlash = lineComment('//')
export const slashStar = block('/*', '*/')
export const nestedSlashStar = block('/*', '*/', { nests: true })
