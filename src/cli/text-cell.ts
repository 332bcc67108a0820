import stringWidth from 'string-width'

/** What steers a terminal, breaks the line or reorders it. */
const unseen = /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/gu

/** Other people's text for a line on a terminal. */
export function seen(text: string): string {
  return text.replace(unseen, '')
}

/** Filled up with blanks to so many columns, or cut. */
export function cell(text: string, columns: number): string {
  return filled(cut(text, columns, 'end'), columns)
}

/** The same, cut at its beginning: the end of a path says most. */
export function pathCell(path: string, columns: number): string {
  return filled(cut(path, columns, 'beginning'), columns)
}

/** Set to the right of so many columns. */
export function rightCell(text: string, columns: number): string {
  return ' '.repeat(Math.max(0, columns - stringWidth(text))) + text
}

/** A bar of at most so many columns; a share that is not 0 is seen. */
export function bar(share: number, columns: number): string {
  const filledColumns = share > 0 ? Math.max(1, Math.round(share * columns)) : 0
  return '█'.repeat(filledColumns)
}

function filled(text: string, columns: number): string {
  return text + ' '.repeat(Math.max(0, columns - stringWidth(text)))
}

function cut(text: string, columns: number, where: 'beginning' | 'end'): string {
  const whole = seen(text)
  if (stringWidth(whole) <= columns) return whole
  const isEnd = where === 'end'
  // Far more than fits is not looked at character by character.
  const kept = [...whole].slice(...(isEnd ? [0, 4 * columns] : [-4 * columns]))
  while (stringWidth(kept.join('')) >= columns) isEnd ? kept.pop() : kept.shift()
  return isEnd ? `${kept.join('')}…` : `…${kept.join('')}`
}
