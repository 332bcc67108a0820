import type pg from 'pg'
import { quotedTable, type Table } from './catalogue.js'
import { ofCompany } from './copy-table.js'
import { readCell } from './copy-text.js'
import { policy } from './policy.js'
import type { Pseudonyms } from './pseudonyms.js'
import { readRows } from './row-stream.js'

type Note = (text: string) => void

/** Takes down what would be replaced, in place of replacing it. */
function recorder(note: Note): Pseudonyms {
  const whole = (text: string) => {
    note(text)
    return text
  }
  const parts = (text: string) => {
    for (const part of text.split('/')) note(part)
    return whole(text)
  }
  return {
    ...{ name: whole, title: whole, email: whole, slug: parts, branch: parts, url: whole },
    ...{ path: whole, folder: whole, pattern: whole, id: whole, hash: whole },
    prose(text) {
      for (const line of text.split('\n')) note(line)
      return text
    },
    secret(text) {
      note(text.replace(/^\\x/, ''))
      return null
    },
    ...{ password: '', weeks: 0 },
  }
}

/**
 * Tells every text of the source that must not stand in the copy: names, addresses, messages, paths,
 * branches, hashes, and what is left out with a whole table.
 * @param bind makes the source show a company's rows
 */
export async function readOriginals(
  source: pg.Client,
  tables: readonly Table[],
  companyIds: readonly string[],
  bind: (companyId: string) => Promise<void>,
  note: Note,
): Promise<void> {
  const to = recorder(note)
  const read = async ({ name, columns }: Table, where: string) => {
    const rules = policy[name]!.columns
    const told = columns.filter(({ name: column }) => {
      const rule = rules[column]!
      return rule.put && !rule.isToldElsewhere
    })
    if (told.length === 0) return
    const asked = told.map(({ name: column }) => {
      return rules[column]!.select?.(`"${column}"`, 0) ?? `"${column}"`
    })
    const query = `SELECT ${asked.join(', ')} FROM ${quotedTable(name)} WHERE ${where}`
    for await (const line of readRows(source, query)) {
      for (const [at, cell] of line.split('\t').entries()) {
        const text = readCell(cell)
        if (text !== null) rules[told[at]!.name]!.put!(text, to)
      }
    }
  }
  const isOwned = (table: Table) =>
    table.name === 'public.companies' || table.columns.some(({ name }) => name === 'companyId')
  for (const table of tables.filter((one) => !isOwned(one))) await read(table, 'true')
  for (const companyId of companyIds) {
    await bind(companyId)
    for (const table of tables.filter(isOwned)) await read(table, ofCompany(table.name, companyId))
  }
}
