import { wordBytes } from './bytes.js'
import type { Rule } from './line.js'
import type { Literal, Opener } from './literal.js'
import { Words } from './words.js'

/** What a language's row in the tables says. */
export interface GrammarParts {
  /** Words that decide, each with the rule that tells it from a name or from prose. */
  words: Record<string, Rule>
  /** Signs that decide; those that never do stand here to be told from shorter ones. */
  signs: Record<string, Rule>
  /** Strings and comments; of two that begin alike the longer goes first. */
  literals: Literal[]
  /** Further literals by their first byte; they go before `literals`. */
  openers?: Record<string, Opener>
  /** Other words of the language, blanks between: they are no names. */
  names?: string
  /** So many names in a row are prose: the line counts nothing. */
  prose?: number
  /** A line that ends in a full stop is prose. */
  sentences?: boolean
  /** Signs that no code of the language holds: with one, the line is text and counts nothing. */
  foreign?: string[]
  ignoreCase?: boolean
  /** Closes (as of a comment) that take back what stood before them when nobody saw it open. */
  strayCloses?: string[]
  /** A line that begins with a star goes on with a block comment. */
  starComments?: boolean
  /** Lines that begin with `#` are no code; `decides`: `#if`, `#ifdef` and `#elif` count. */
  preprocessor?: 'decides' | 'silent'
}

/** What a byte can begin in code. */
export const lead = { nothing: 0, word: 1, name: 2, special: 3 } as const

interface Sign {
  bytes: Buffer
  /** Whether it decides; or what else it tells. */
  rule: Rule | 'stray close' | 'foreign'
}

/** All that a special byte can begin. */
export interface Special {
  opener: Opener | null
  literals: Literal[]
  signs: Sign[]
}

/** A grammar, by byte. */
export interface Grammar {
  words: Words
  /** A `lead` for every byte. */
  leads: Uint8Array
  specials: (Special | undefined)[]
  prose: number
  sentences: boolean
  starComments: boolean
  preprocessor: 'decides' | 'silent' | null
}

/** One grammar under the names `language-table.ts` gives to languages that are alike. */
export function alike(names: string[], parts: GrammarParts): Record<string, Grammar> {
  const one = grammar(parts)
  return Object.fromEntries(names.map((name) => [name, one]))
}

/** The tables the counter reads, from a row. */
function grammar(parts: GrammarParts): Grammar {
  const names = parts.names ?? ''
  const leads = new Uint8Array(256)
  const specials: (Special | undefined)[] = new Array(256).fill(undefined)
  // Where names in a row tell prose, each name has to be looked at, whatever it begins with.
  for (let byte = 0; byte < 256; byte++)
    if (wordBytes[byte]) leads[byte] = parts.prose ? lead.word : lead.name
  for (const word of [...Object.keys(parts.words), ...names.split(/\s+/).filter(Boolean)]) {
    leads[word.charCodeAt(0)] = lead.word
    if (parts.ignoreCase) leads[word.toUpperCase().charCodeAt(0)] = lead.word
  }
  const special = (byte: number): Special => {
    leads[byte] = lead.special
    specials[byte] ??= { opener: null, literals: [], signs: [] }
    return specials[byte]
  }
  for (const [byte, opener] of Object.entries(parts.openers ?? {})) {
    special(byte.charCodeAt(0)).opener = opener
  }
  for (const one of parts.literals) {
    special(one.open[0]!).literals.push(one)
    if (one.code) for (const byte of [one.codeOpen, one.codeClose]) special(byte)
  }
  const signs: [string, Sign['rule']][] = Object.entries(parts.signs)
  for (const text of parts.strayCloses ?? []) signs.push([text, 'stray close'])
  for (const text of parts.foreign ?? []) signs.push([text, 'foreign'])
  for (const [text, rule] of signs.toSorted(([a], [b]) => b.length - a.length)) {
    special(text.charCodeAt(0)).signs.push({ bytes: Buffer.from(text), rule })
  }
  return {
    words: new Words(parts.words, names, parts.ignoreCase ?? false),
    leads,
    specials,
    prose: parts.prose ?? 0,
    sentences: parts.sentences ?? false,
    starComments: parts.starComments ?? false,
    preprocessor: parts.preprocessor ?? null,
  }
}
