import { stringify } from 'csv-stringify/sync'
import type { Response } from 'express'

/**
 * Rows as CSV (RFC 4180, CRLF). A cell that a spreadsheet would take for a formula gets an apostrophe
 * in front, whatever character begins it.
 */
export function csvLines(rows: readonly (readonly string[])[]): string {
  const options = { escape_formulas: true, record_delimiter: 'windows', quoted_match: /[\r\n]/ }
  return stringify(rows as string[][], options)
}

/** Begins a download of CSV: UTF-8 with a byte order mark, which spreadsheets ask for. */
export function beginCsv(response: Response, name: string): void {
  response.set('Cache-Control', 'no-store')
  response.type('text/csv; charset=utf-8').attachment(`${name}.csv`)
  response.write('\ufeff')
}
