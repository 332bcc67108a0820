import { type Cache, cacheKey, longestTtlSeconds } from '../platform/cache.js'
import type { CompanyQueries } from './company.js'
import { type NamedQuery, namedQuery } from './named-query.js'

/** Who says that an entry is no longer true: a trigger on each of these tables, whoever writes. */
export const cacheOwners = {
  facts: [
    ...['commits', 'file_changes', 'paths', 'pull_requests', 'reviews', 'identities'],
    ...['host_accounts', 'developers', 'team_memberships', 'companies', 'commit_days'],
    ...['repository_days', 'team_days', 'repository_hours'],
  ],
} as const

export type CacheOwner = keyof typeof cacheOwners

/** What a column holds, as a cache may keep it. `?` is "or null". */
type Kind<Value> = [Value] extends [number]
  ? 'number'
  : [Value] extends [number | null]
    ? 'number?'
    : [Value] extends [bigint]
      ? 'id'
      : [Value] extends [bigint | null]
        ? 'id?'
        : [Value] extends [boolean]
          ? 'boolean'
          : never

/** The columns of a row, and what each holds: one with words does not compile. */
export type Columns<Row> = { readonly [Name in keyof Row]-?: Kind<Row[Name]> }

/** A query of numbers that is not asked again while nothing has changed. */
export interface CachedQuery<Row> {
  readonly query: NamedQuery<Row>
  /** What stands in the cache otherwise is not believed. */
  readonly columns: Columns<Row>
  readonly ttlSeconds: number
  readonly owner: CacheOwner
}

const known: CachedQuery<unknown>[] = []

/** All that are cached, for the test that holds each to its owner's tables. */
export const cachedQueries = (): readonly CachedQuery<unknown>[] => known

/**
 * Lets the rows of a query be kept, as long as what they were made of stands, ten minutes at most
 * unless told otherwise: long enough for whoever looks around, and for a morning of colleagues.
 */
export function cachedQuery<Row extends object>(
  query: NamedQuery<Row>,
  columns: Columns<Row>,
  { ttlSeconds = 600, owner = 'facts' }: { ttlSeconds?: number; owner?: CacheOwner } = {},
): CachedQuery<Row> {
  if (ttlSeconds > longestTtlSeconds) throw new Error(`${query.name} is kept for too long.`)
  const entry = Object.freeze({ query, columns, ttlSeconds, owner })
  known.push(entry as unknown as CachedQuery<unknown>)
  return entry
}

/**
 * Says how far a company's facts are: another word after every transaction that wrote any, and never
 * one that was said before.
 */
const factsVersion = namedQuery<{ version: string }>(
  'facts-version',
  `SELECT count(*) || '.' || coalesce(sum(stamp), 0) AS version FROM fact_stamps WHERE "companyId" = $1`,
)

const types = { number: 'number', id: 'bigint', boolean: 'boolean' } as const

function isOf(kind: string, value: unknown): boolean {
  if (value === null) return kind.endsWith('?')
  return typeof value === types[kind.replace('?', '') as keyof typeof types]
}

/** Rows one behind the other in one list, each in the order of its columns. */
function laidOut<Row>(columns: Columns<Row>, rows: readonly Row[]): unknown[] {
  const names = Object.keys(columns) as (keyof Row)[]
  return rows.flatMap((row) => names.map((name) => row[name]))
}

/** Rows as they were laid out; null for anything else that may stand there. */
function picked<Row>(columns: Columns<Row>, found: unknown): Row[] | null {
  const kinds = Object.entries(columns) as [string, string][]
  const width = kinds.length
  if (!Array.isArray(found) || found.length % width !== 0) return null
  if (!found.every((value, at) => isOf(kinds[at % width]![1], value))) return null
  return Array.from(
    { length: found.length / width },
    (_, row) =>
      Object.fromEntries(kinds.map(([name], at) => [name, found[row * width + at]])) as Row,
  )
}

/** Asks how far the facts are: within one transaction once, until it writes. */
export type Version = () => Promise<string>

/** The version of the facts, as a transaction sees them now. */
export async function readVersion(queries: CompanyQueries): Promise<string> {
  return (await queries.run(factsVersion))[0]!.version
}

/**
 * The rows of a cached query. The version is read first and stands in the key: whoever is late fills a
 * key that nobody asks for any more, so that no order of reading, writing and filling keeps an old
 * number alive. What a transaction has not committed yet stamps a version of its own.
 */
export async function askCached<Row extends object>(
  { cache, version }: { cache: Cache | null; version: Version },
  queries: CompanyQueries,
  { query, columns, ttlSeconds }: CachedQuery<Row>,
  values: readonly unknown[],
): Promise<Row[]> {
  if (!cache) return queries.run(query, ...values)
  const asked = [await version(), query.text, ...values]
  const key = cacheKey(queries.companyId, query.name, asked)
  const found = picked(columns, await cache.read(key))
  if (found) return found
  const made = await queries.run(query, ...values)
  await cache.write(key, laidOut(columns, made), ttlSeconds)
  return made
}
