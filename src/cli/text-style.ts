/** How words are set apart on a terminal, and left alone elsewhere. */
export interface TextStyle {
  heading(text: string): string
  quiet(text: string): string
  bar(text: string): string
}

const plain = (text: string) => text
const coded = (code: number) => (text: string) => (text ? `\x1b[${code}m${text}\x1b[0m` : '')

/** Colours for a terminal that shows them, unless its person wants none. */
export function textStyle({ isTTY }: { isTTY?: boolean }, noColor: boolean): TextStyle {
  if (!isTTY || noColor) return { heading: plain, quiet: plain, bar: plain }
  return { heading: coded(1), quiet: coded(2), bar: coded(36) }
}
