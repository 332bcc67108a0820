import { DecisionWords } from './decision-words.js'

/** The line at hand: its bytes are those from `start` up to `end`. */
export interface Line {
  bytes: Buffer
  start: number
  end: number
}

/** Whether the word, sign or opening between `start` and `past` is what it looks like. */
export type Rule = (line: Line, start: number, past: number) => boolean

/** A string or comment: what stands between `open` and `close` is not code. */
export interface Literal {
  open: Buffer
  /** Empty: the end of the line closes it. */
  close: Buffer
  /** A backslash takes the meaning from the byte after it. */
  escape: boolean
  /** `close` written twice stands for itself. */
  doubled: boolean
  /** It may go on over lines. */
  carries: boolean
  /** `open` inside it opens another. */
  nests: boolean
  /** Opens code inside it, up to `codeClose` on the same level; written twice it is text. */
  code: Buffer | null
  codeClose: number
  /** It closes only at the beginning of a line, blanks left out. */
  alone: boolean
  /** Three quotes look the same at both ends: the counter judges which end it is. */
  triple: boolean
  when: Rule | null
}

/** A literal whose end depends on its beginning. It holds from `past`, or from the next line on. */
export interface Opened {
  /** Null where it has ended at `past` already. */
  literal: Literal | null
  past: number
  fromNextLine: boolean
}

export type Opener = (line: Line, index: number) => Opened | null

export interface Sign {
  single: Rule | null
  /** The sign written twice; undefined where two are just two. */
  double: Rule | null | undefined
}

/** How prose is told from code, in a language whose strings hold much of it. */
export interface ProseRules {
  /** So many words in a row, none of them the language's own, are no code. */
  wordsInRow: number
  /** As strict as Python: also a word before a string, a string left open, a full stop. */
  strict: boolean
}

/** What the token counter has to know of a language. */
export interface TokenGrammar {
  words: DecisionWords
  /** The three below by the byte that begins them. */
  signs: (Sign | undefined)[]
  literals: (Literal[] | undefined)[]
  openers: (Opener | undefined)[]
  /** A line that begins with a star goes on with a block comment. */
  starComments: boolean
  /** Lines beginning with `#` are a preprocessor's: `#if`, `#ifdef` and `#elif` decide. */
  preprocessor: boolean
  prose: ProseRules | null
}

export interface GrammarParts {
  /** Words that decide, each with its rule. */
  words: Record<string, Rule>
  /** Other words of the language, for telling prose: one string, blanks between. */
  keywords?: string
  ignoreCase?: boolean
  /** By one byte (`?`) or two of the same (`&&`). */
  signs: Record<string, Rule>
  literals: Literal[]
  openers?: Record<string, Opener>
  starComments?: boolean
  preprocessor?: boolean
  prose?: ProseRules
}

/** A grammar with its tables by byte. */
export function tokenGrammar(parts: GrammarParts): TokenGrammar {
  const grammar: TokenGrammar = {
    words: new DecisionWords(parts.words, parts.keywords ?? '', parts.ignoreCase ?? false),
    signs: new Array(256).fill(undefined),
    literals: new Array(256).fill(undefined),
    openers: new Array(256).fill(undefined),
    starComments: parts.starComments ?? false,
    preprocessor: parts.preprocessor ?? false,
    prose: parts.prose ?? null,
  }
  for (const [text, rule] of Object.entries(parts.signs)) {
    const byte = text.charCodeAt(0)
    grammar.signs[byte] ??= { single: null, double: undefined }
    if (text.length === 2) grammar.signs[byte].double = rule
    else grammar.signs[byte].single = rule
  }
  // The longest first: `"""` goes before `"`.
  for (const one of parts.literals.toSorted((a, b) => b.open.length - a.open.length)) {
    const byte = one.open[0]!
    grammar.literals[byte] ??= []
    grammar.literals[byte].push(one)
  }
  for (const [character, opener] of Object.entries(parts.openers ?? {})) {
    grammar.openers[character.charCodeAt(0)] = opener
  }
  return grammar
}
