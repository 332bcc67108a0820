import { once } from 'node:events'
import pg from 'pg'
import { from as copyFrom } from 'pg-copy-streams'
import type { Database } from './client.js'
import type { CompanyQueries } from './company.js'
import { TenancyFault } from './guard.js'
import { isRegistered, type NamedQuery } from './named-query.js'

/** A value that COPY's text format can carry. */
export type Cell = string | number | boolean | Date | Uint8Array | bigint | null

/** A temporary table: its name and its columns with their types. */
export interface StagingTable {
  name: string
  columns: Record<string, string>
}

const [int8, int8Array, date] = [20, 1016, 1082]

const stringsOf = pg.types.getTypeParser(int8Array, 'text') as (text: string) => (string | null)[]

/** Named queries give back here what they give back through Prisma: bigints, and dates in UTC. */
const types: pg.CustomTypesConfig = {
  getTypeParser(oid, format) {
    if (oid === int8) return BigInt
    if (oid === int8Array) {
      return (text: string) => stringsOf(text).map((one) => (one === null ? null : BigInt(one)))
    }
    if (oid === date) return (text: string) => new Date(`${text}T00:00:00Z`)
    return pg.types.getTypeParser(oid, format as 'text')
  },
}

/** Rows are sent once this many characters are waiting. */
const batch = 256 * 1024

function encoded(cell: Cell): string {
  if (cell === null) return '\\N'
  if (cell instanceof Uint8Array) return `\\\\x${Buffer.from(cell).toString('hex')}`
  if (cell instanceof Date) return cell.toISOString()
  if (typeof cell !== 'string') return String(cell)
  return cell.replace(/[\\\n\r\t]/g, (char) => {
    if (char === '\n') return '\\n'
    if (char === '\r') return '\\r'
    return char === '\t' ? '\\t' : '\\\\'
  })
}

/**
 * Bulk facts on their way in. PostgreSQL refuses COPY into a table under row security, so rows are
 * copied into temporary tables of one connection, and one transaction bound to the company moves them:
 * everything becomes visible at once or not at all.
 */
export class Staging {
  readonly #waiting = new Map<string, string[]>()
  readonly #length = new Map<string, number>()

  constructor(
    private readonly client: pg.PoolClient,
    private readonly companyId: bigint,
  ) {}

  /** Makes the temporary tables, empty. */
  async open(tables: StagingTable[]): Promise<void> {
    for (const { name, columns } of tables) {
      const list = Object.entries(columns).map(([column, type]) => `"${column}" ${type}`)
      await this.client.query(`DROP TABLE IF EXISTS pg_temp."${name}"`)
      await this.client.query(`CREATE TEMPORARY TABLE "${name}" (${list.join(', ')})`)
    }
  }

  /** Adds a row, its cells in the order of the table's columns. Resolves when more may come. */
  async add(table: string, cells: Cell[]): Promise<void> {
    const line = `${cells.map(encoded).join('\t')}\n`
    const lines = this.#waiting.get(table) ?? []
    lines.push(line)
    this.#waiting.set(table, lines)
    const length = (this.#length.get(table) ?? 0) + line.length
    this.#length.set(table, length)
    if (length >= batch) await this.#send(table)
  }

  #queries(): CompanyQueries {
    const { client, companyId } = this
    return {
      companyId,
      async run<Row>(query: NamedQuery<Row>, ...values: unknown[]): Promise<Row[]> {
        if (!isRegistered(query)) throw new TenancyFault('only named queries are run')
        const asked = { text: query.text, values: [companyId, ...values], types }
        return (await client.query(asked)).rows as Row[]
      },
    }
  }

  async #send(table: string): Promise<void> {
    const lines = this.#waiting.get(table) ?? []
    if (lines.length === 0) return
    this.#waiting.set(table, [])
    this.#length.set(table, 0)
    const stream = this.client.query(copyFrom(`COPY pg_temp."${table}" FROM STDIN`))
    stream.end(lines.join(''))
    await once(stream, 'finish')
  }

  /**
   * Moves everything in one transaction of the company. `work` gets plain SQL over the tables, and
   * the company's named queries in the same transaction.
   */
  async publish<T>(
    work: (query: pg.PoolClient['query'], queries: CompanyQueries) => Promise<T>,
  ): Promise<T> {
    for (const table of this.#waiting.keys()) await this.#send(table)
    await this.client.query('BEGIN')
    try {
      await this.client.query(`SET LOCAL statement_timeout = '30min'`)
      await this.client.query("SELECT set_config('app.company_id', $1, true)", [
        String(this.companyId),
      ])
      const query = this.client.query.bind(this.client) as pg.PoolClient['query']
      const result = await work(query, this.#queries())
      await this.client.query('COMMIT')
      return result
    } catch (error) {
      await this.client.query('ROLLBACK').catch(() => {})
      throw error
    }
  }
}

/**
 * Tells the planner of many new facts, where they are many beside what was there before. Foreign keys
 * are checked with plans that would otherwise still be those for empty tables.
 */
export async function refreshStatistics(
  query: pg.PoolClient['query'],
  newCommits: number,
): Promise<void> {
  const { rows } = await query<{ known: number }>(
    "SELECT reltuples AS known FROM pg_class WHERE oid = 'public.commits'::regclass",
  )
  if (newCommits < 1000 || newCommits < (rows[0]?.known ?? 0) / 5) return
  await query('SELECT directory.refresh_statistics()')
}

/** Lends one connection for staging and drops its temporary tables afterwards. */
export async function withStaging<T>(
  { pool }: Database,
  companyId: bigint,
  tables: StagingTable[],
  work: (staging: Staging) => Promise<T>,
): Promise<T> {
  const client = await pool.connect()
  let fault: Error | undefined
  try {
    const staging = new Staging(client, companyId)
    await staging.open(tables)
    return await work(staging)
  } catch (error) {
    fault = error instanceof Error ? error : new Error(String(error))
    throw error
  } finally {
    if (!fault) await client.query('DISCARD TEMPORARY').catch(() => {})
    // After a fault the connection's state is unknown: it is closed, its tables go with it.
    client.release(fault)
  }
}

/** One transaction of a company that may take its time: for workers, never for a page. */
export function inBulk<T>(
  database: Database,
  companyId: bigint,
  work: (queries: CompanyQueries) => Promise<T>,
): Promise<T> {
  return withStaging(database, companyId, [], (staging) =>
    staging.publish((_query, queries) => work(queries)),
  )
}
