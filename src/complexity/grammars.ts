import { cFamilyGrammars } from './c-family-grammars.js'
import { scriptGrammars } from './script-grammars.js'
import type { TokenGrammar } from './token-grammar.js'

/** A word that decides, and what must follow it, past blanks, for it to be code and not prose. */
export interface DecisionWord {
  bytes: Buffer
  follow: 'parenthesis' | 'block' | 'anything'
}

/** What the decision counter has to know of JavaScript and its kin. */
export interface JsGrammar {
  words: DecisionWord[]
  /** Signs that decide when written twice: `&&`, `||`, `??`. */
  doubled: Buffer
  /** `?` decides, unless it marks a thing as optional or is half of `?.`. */
  ternary: boolean
  /** Strings in back quotes with code between `${` and `}`. */
  templates: boolean
  /** Regular expressions between slashes. */
  regexes: boolean
}

const javaScript: JsGrammar = {
  words: [
    word('if', 'parenthesis'),
    word('for', 'parenthesis'),
    word('while', 'parenthesis'),
    word('catch', 'block'),
    word('case', 'anything'),
  ],
  doubled: Buffer.from('&|?'),
  ternary: true,
  templates: true,
  regexes: true,
}

/** What a counter has to know of a language. A further language is one more row here. */
export type Grammar = { js: JsGrammar } | { tokens: TokenGrammar }

/** By the names `languages.ts` gives. */
export const grammars: Record<string, Grammar> = {
  JavaScript: { js: javaScript },
  TypeScript: { js: javaScript },
  ...byTokens(cFamilyGrammars),
  ...byTokens(scriptGrammars),
}

function byTokens(table: Record<string, TokenGrammar>): Record<string, Grammar> {
  return Object.fromEntries(Object.entries(table).map(([name, tokens]) => [name, { tokens }]))
}

function word(text: string, follow: DecisionWord['follow']): DecisionWord {
  return { bytes: Buffer.from(text), follow }
}
