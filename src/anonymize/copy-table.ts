import type pg from 'pg'
import { quotedTable, type Table } from './catalogue.js'
import { readCell, writeCell } from './copy-text.js'
import { policy } from './policy.js'
import type { Pseudonyms } from './pseudonyms.js'
import { RowSink, readRows } from './row-stream.js'
import type { Rule } from './rules.js'

type Put = (cells: string[]) => void

/** Which rows are a company's: companies themselves by their id. */
export const ofCompany = (table: string, companyId: string): string =>
  `${table === 'public.companies' ? 'id' : '"companyId"'} = ${BigInt(companyId)}`

/** The columns that are written, with their rules, in the table's order. */
function writtenColumns({ name, columns }: Table): { name: string; rule: Rule }[] {
  const rules = policy[name]!.columns
  return columns
    .map((column) => ({ name: column.name, rule: rules[column.name]! }))
    .filter(({ rule }) => !rule.isLeftOut)
}

/** What is done to a row's cells, by place; columns that others make up come last. */
function putters(columns: { name: string; rule: Rule }[], to: Pseudonyms): Put[] {
  const placeOf = (name: string) => columns.findIndex((column) => column.name === name)
  const texts = columns.flatMap(({ rule: { put } }, at): Put[] => {
    if (!put) return []
    const write: Put = (cells) => {
      const text = readCell(cells[at]!)
      if (text !== null) cells[at] = writeCell(put(text, to))
    }
    return [write]
  })
  const made = columns.flatMap(({ rule: { from } }, at): Put[] => {
    if (!from) return []
    const places = from.columns.map(placeOf)
    const write: Put = (cells) => {
      cells[at] = writeCell(from.make(...places.map((place) => readCell(cells[place]!) ?? '')))
    }
    return [write]
  })
  return [...texts, ...made]
}

/**
 * Copies a company's rows of one table.
 * @returns how many there are
 */
export async function copyTable(
  { source, target }: { source: pg.Client; target: pg.Client },
  table: Table,
  companyId: string,
  to: Pseudonyms,
): Promise<number> {
  const columns = writtenColumns(table)
  const { only } = policy[table.name]!
  const quoted = columns.map(({ name }) => `"${name}"`)
  const asked = columns.map(({ rule }, at) => rule.select?.(quoted[at]!, to.weeks) ?? quoted[at])
  const where = [ofCompany(table.name, companyId), ...(only ? [only] : [])].join(' AND ')
  const from = quotedTable(table.name)
  const sink = new RowSink(target, `${from} (${quoted.join(', ')})`)
  const puts = putters(columns, to)
  for await (const line of readRows(
    source,
    `SELECT ${asked.join(', ')} FROM ${from} WHERE ${where}`,
  )) {
    const cells = line.split('\t')
    for (const put of puts) put(cells)
    await sink.add(cells.join('\t'))
  }
  await sink.flush()
  return sink.rows
}
