/**
 * Lines of a table as RFC 4180 has them: commas, CRLF, quotes where needed and doubled inside. Text
 * that a spreadsheet would take for a formula gets an apostrophe before it; numbers stay numbers.
 */
export type Cell = string | number | null

/** What a spreadsheet takes for a formula when a cell begins with it, full-width forms included. */
const formula = /^[=+\-@\t\r\n＝＋－＠]/
const quoted = /[",\r\n]/

/** A row without its line feed: the output ends every line with one. */
export function csvRow(cells: Cell[]): string {
  return `${cells.map(cellText).join(',')}\r`
}

function cellText(cell: Cell): string {
  if (cell === null) return ''
  if (typeof cell === 'number') return String(cell)
  const text = formula.test(cell) ? `'${cell}` : cell
  return quoted.test(text) ? `"${text.replaceAll('"', '""')}"` : text
}
