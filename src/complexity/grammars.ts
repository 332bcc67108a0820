import { braceGrammars } from './brace-grammars.js'
import type { Grammar } from './grammar.js'
import { parenthesisGrammars } from './parenthesis-grammars.js'
import { scriptGrammars } from './script-grammars.js'

/** Each language whose decision points are counted, by the names `language-table.ts` gives. */
export const grammars: Record<string, Grammar> = {
  ...parenthesisGrammars,
  ...braceGrammars,
  ...scriptGrammars,
}
