/** A word that decides, and what must follow it, past blanks, for it to be code and not prose. */
export interface DecisionWord {
  bytes: Buffer
  follow: 'parenthesis' | 'block' | 'anything'
}

/**
 * What the decision counter has to know of a language. A further language of the C family is one
 * more row in `grammars`.
 */
export interface Grammar {
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

const javaScript: Grammar = {
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

/** By the names `languages.ts` gives. */
export const grammars: Record<string, Grammar> = {
  JavaScript: javaScript,
  TypeScript: javaScript,
}

function word(text: string, follow: DecisionWord['follow']): DecisionWord {
  return { bytes: Buffer.from(text), follow }
}
