import { type Cache, cacheKey, type Flat, longestTtlSeconds } from '../platform/cache.js'
import type { CompanyQueries } from './company.js'
import { type NamedQuery, namedQuery } from './named-query.js'

/** Who says that an entry is no longer true: a trigger on each of these tables, whoever writes. */
export const cacheOwners = {
  facts: [
    ...['commits', 'file_changes', 'paths', 'pull_requests', 'reviews', 'identities'],
    ...['host_accounts', 'developers', 'team_memberships', 'companies', 'commit_days'],
  ],
} as const

export type CacheOwner = keyof typeof cacheOwners

/** A query of one row of numbers that is not asked again while nothing has changed. */
export interface CachedQuery<Row> {
  readonly query: NamedQuery<Row>
  /** A row as it looks like: what stands in the cache otherwise is not believed. */
  readonly like: Row
  readonly ttlSeconds: number
  readonly owner: CacheOwner
}

const known: CachedQuery<unknown>[] = []

/** All that are cached, for the test that holds each to its owner's tables. */
export const cachedQueries = (): readonly CachedQuery<unknown>[] => known

/**
 * Lets a query's only row be kept. Its type says what may be: a field with words does not compile.
 * @param like one row, whose fields and types every kept one has
 */
export function cachedQuery<Row extends object>(
  query: NamedQuery<Row>,
  told: { like: Row & Flat<Row>; ttlSeconds: number; owner: CacheOwner },
): CachedQuery<Row> {
  if (told.ttlSeconds > longestTtlSeconds) throw new Error(`${query.name} is kept for too long.`)
  const entry = Object.freeze({ query, ...told })
  known.push(entry as CachedQuery<unknown>)
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

function isLike<Row>(like: Row, found: unknown): found is Row {
  if (typeof found !== 'object' || found === null) return false
  const fields = Object.entries(like as object)
  return (
    Object.keys(found).length === fields.length &&
    fields.every(([name, one]) => typeof (found as Record<string, unknown>)[name] === typeof one)
  )
}

/**
 * The row of a cached query. The version is read first and stands in the key: whoever is late fills a
 * key that nobody asks for any more, so that no order of reading, writing and filling keeps an old
 * number alive. What a transaction has not committed yet stamps a version of its own.
 */
export async function askCached<Row extends object>(
  cache: Cache | null,
  queries: CompanyQueries,
  { query, like, ttlSeconds }: CachedQuery<Row>,
  values: readonly unknown[],
): Promise<Row> {
  const ask = async () => (await queries.run(query, ...values))[0] as Row
  if (!cache) return ask()
  const [facts] = await queries.run(factsVersion)
  const key = cacheKey(queries.companyId, query.name, [facts!.version, query.text, ...values])
  const found = await cache.read(key)
  if (isLike(like, found)) return found
  const made = await ask()
  await cache.write(key, made, ttlSeconds)
  return made
}
