import { once } from 'node:events'
import type { Request, Response } from 'express'
import { recordAccess } from '../audit/accesses.js'
import type { CompanyDatabase } from '../database/company.js'
import { tooFewPeople } from '../metrics/individuals.js'
import { localDate } from '../metrics/period.js'
import type { CsvTables } from '../reports/csv-tables.js'
import { beginCsv, csvLines } from './csv.js'
import { current, inCurrentCompany } from './current.js'
import { invalid, notFound } from './faults.js'
import { type Asked, namedBy, refuseAlone, tellable } from './filtered.js'
import { readFilters, readQuery } from './filters.js'
import { originOf } from './origin.js'
import type { Services } from './services.js'

type Cells = readonly (string | number | null)[]

const texts = (rows: readonly Cells[]) =>
  rows.map((cells) => cells.map((cell) => (cell === null ? '' : String(cell))))

/**
 * Rows that are read at once: one short transaction each, however long the download takes. Each batch
 * begins behind the last row of the one before, so that the last costs as little as the first.
 */
export interface Batch {
  rows: readonly Cells[]
  /** Reads what follows; null after the last. */
  next: ((db: CompanyDatabase) => Promise<Batch>) | null
}

/** What is exported: its header, and where its rows begin. */
export interface Export {
  columns: readonly string[]
  read: (db: CompanyDatabase) => Promise<Batch>
}

const most = 2000

/**
 * Reads a list to its end, batch by batch.
 * @param list so many rows behind a row, or from the beginning
 */
export function rowByRow<Row>(
  columns: readonly string[],
  list: (db: CompanyDatabase, mark: Row | null, take: number) => Promise<Row[]>,
  cells: (row: Row) => Cells,
): Export {
  const from =
    (mark: Row | null) =>
    async (db: CompanyDatabase): Promise<Batch> => {
      const rows = await list(db, mark, most)
      return { rows: rows.map(cells), next: rows.length < most ? null : from(rows.at(-1)!) }
    }
  return { columns, read: from(null) }
}

/** A page as a file: under the same filters, the same rows, with the same limits. */
export interface ExportedPage {
  name: string
  /** It holds the visitor's own rows alone. */
  isOwn?: boolean
  /** Made in the transaction that checks the filters. */
  make: (db: CompanyDatabase, asked: Asked) => Promise<Export | typeof tooFewPeople>
}

/** Which table of a page the URL names; one that the page has not is not there. */
export function tableOf(tables: CsvTables, name: string | undefined): Export {
  const table = name ? tables[name] : Object.values(tables)[0]
  if (!table || (name && !Object.hasOwn(tables, name))) throw notFound()
  const { columns, rows } = table()
  return { columns, read: async () => ({ rows, next: null }) }
}

/**
 * Sends a page as CSV in batches. The access log says who took what away, and the names of the filters
 * that narrowed it, never their values. The header's last column names the time zone of all dates.
 */
export async function sendExport(
  services: Services,
  request: Request,
  response: Response,
  { name, isOwn = false, make }: ExportedPage,
): Promise<void> {
  const { company, user } = current(request)
  const { timeZone } = company
  const now = new Date()
  const query = readQuery(request.query)
  const filters = readFilters(query, timeZone, now)
  const today = localDate(now, timeZone)
  refuseAlone(company, filters)
  const made = await inCurrentCompany(services, request, async (db) => {
    if (!(await namedBy(db, user, filters, today))) throw notFound()
    const told = isOwn ? filters : await tellable(db, filters)
    const found = told ? await make(db, { filters: told, query, now, today }) : tooFewPeople
    if (found === tooFewPeople)
      throw invalid('Too few people stand behind these rows to tell them.')
    const names = Object.keys(query).sort().join(', ')
    const subjectType = names ? `${name} (${names})` : name
    const access = { actorId: user.id, kind: 'exported', subjectType, subjectId: null } as const
    await recordAccess(db, { ...access, from: originOf(request) })
    return found
  })
  beginCsv(response, name)
  response.write(csvLines(texts([[...made.columns, `time zone: ${timeZone}`]])))
  for (let read: Batch['next'] = made.read; read && !response.destroyed; ) {
    const batch: Batch = await inCurrentCompany(services, request, read)
    // What a slow reader has not taken yet is not read ahead of them.
    if (batch.rows.length > 0 && !response.write(csvLines(texts(batch.rows)))) {
      await Promise.race([once(response, 'drain'), once(response, 'close')])
    }
    read = batch.next
  }
  response.end()
}
