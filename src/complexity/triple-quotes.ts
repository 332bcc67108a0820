import { byteClass, classes, isWordByte } from './byte-classes.js'
import { startsWith } from './literals.js'
import type { Line, Literal } from './token-grammar.js'
import { byteAfter, byteBefore } from './token-rules.js'

const endings = '.),;]}'

/**
 * Which end of a string three quotes are, where no open one has been seen. They look the same, so:
 *   closed again on the line, or after a prefix (r""")   open
 *   before `. ) , ; ] }`                                 close
 *   before anything else                                 open
 *   last on the line: after prose (`seen`)               close
 *                     after code                         open
 *                     alone on the line                  unclear
 */
export function tripleEnd(
  literal: Literal,
  line: Line,
  index: number,
  past: number,
  seen: boolean,
): 'open' | 'close' | 'unclear' {
  const { bytes, start, end } = line
  if (index > start && isWordByte(bytes[index - 1]!)) return 'open'
  for (let at = past; at < end; at++) {
    if (startsWith(bytes, at, end, literal.close)) return 'open'
  }
  const after = byteAfter(line, past)
  if (after !== 0) {
    const blank = classes[bytes[past]!] === byteClass.blank
    return !blank && endings.includes(String.fromCharCode(after)) ? 'close' : 'open'
  }
  if (seen) return 'close'
  return byteBefore(line, index) === 0 ? 'unclear' : 'open'
}
