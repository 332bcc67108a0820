import type { Line } from './token-grammar.js'
import { wordAfter } from './token-rules.js'

const [hash, backslash] = [35, 92]
const decisions = new Set(['if', 'ifdef', 'elif'])

interface Directive {
  decides: boolean
  /** The next line belongs to it too. */
  goesOn: boolean
}

/**
 * A line of the C preprocessor, whose macros count nothing (as lizard has it), or null. Outside
 * comments a backslash ends a line nowhere else, so such a line is a macro's even if its beginning is
 * not in the hunk. C#'s directives are the same words.
 */
export function directive(line: Line, index: number, goesOn: boolean): Directive | null {
  const { bytes, end } = line
  const continued = end > index && bytes[end - 1] === backslash
  if (bytes[index] === hash && index < end) {
    return { decides: decisions.has(wordAfter(line, index + 1).word), goesOn: continued }
  }
  return goesOn || continued ? { decides: false, goesOn: continued } : null
}
