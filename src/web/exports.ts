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

/** Rows that are read at once: one short transaction each, however long the download takes. */
const batch = 1000

type Cells = readonly (string | number | null)[]

const texts = (rows: readonly Cells[]) =>
  rows.map((cells) => cells.map((cell) => (cell === null ? '' : String(cell))))

/** What is exported: its header, and rows from a number on. */
export interface Export {
  columns: readonly string[]
  rows: (db: CompanyDatabase, skip: number, take: number) => Promise<readonly Cells[]>
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
  return { columns, rows: async (_, skip, take) => rows.slice(skip, skip + take) }
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
  for (let skip = 0; !response.destroyed; skip += batch) {
    const rows = await inCurrentCompany(services, request, (db) => made.rows(db, skip, batch))
    if (rows.length > 0) response.write(csvLines(texts(rows)))
    if (rows.length < batch) break
  }
  response.end()
}
