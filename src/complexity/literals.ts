/** Each reads at most to `end`, the end of the line, and gives back where the literal ends. */

const backslash = 92
const slash = 47
const openBracket = 91
const closeBracket = 93

/** Past the closing quote of a string whose content begins at `start`, or `end`. */
export function stringEnd(bytes: Buffer, start: number, end: number, quote: number): number {
  for (let index = start; index < end; index++) {
    const byte = bytes[index]
    if (byte === backslash) index++
    else if (byte === quote) return index + 1
  }
  return end
}

/** Past the closing slash of a regular expression whose content begins at `start`, or null. */
export function regexEnd(bytes: Buffer, start: number, end: number): number | null {
  let inClass = false
  for (let index = start; index < end; index++) {
    const byte = bytes[index]
    if (byte === backslash) index++
    else if (byte === openBracket) inClass = true
    else if (byte === closeBracket) inClass = false
    else if (byte === slash && !inClass) return index + 1
  }
  return null
}

/** Where the two bytes of `pair` stand between `start` and `end`, or null. */
export function pairAt(bytes: Buffer, start: number, end: number, pair: string): number | null {
  const [first, second] = [pair.charCodeAt(0), pair.charCodeAt(1)]
  for (let index = start; index + 1 < end; index++) {
    if (bytes[index] === first && bytes[index + 1] === second) return index
  }
  return null
}
