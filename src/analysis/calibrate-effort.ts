import type { CompanyQueries } from '../database/company.js'
import { namedQuery } from '../database/named-query.js'
import { heldK, pairsNeeded } from '../measures/effort.js'
import type { TouchedDay } from '../roll-ups/refresh-roll-ups.js'
import { settleEffort } from './settle-effort.js'

/**
 * The median of gap / sqrt(1 + L) over all pairs of the company, as `calibrate` in measures/effort.ts
 * works it out: there over a list, here where the pairs are.
 */
const medianQuery = namedQuery<{ pairs: number; median: number | null; k: number }>(
  'effort-median',
  `SELECT count(*)::int AS pairs, (SELECT "effortK" FROM companies WHERE id = $1) AS k,
     percentile_cont(0.5) WITHIN GROUP (
       ORDER BY greatest("gapMinutes", 1) / sqrt(1 + "weightedLines")) AS median
   FROM commits WHERE "companyId" = $1 AND "gapMinutes" IS NOT NULL AND counted AND NOT "byBot"
     AND "effortMethod" <> 'none'`,
)

const writeQuery = namedQuery<never>(
  'write-effort-k',
  'UPDATE companies SET "effortK" = $2::real WHERE id = $1',
)

const everybody = namedQuery<{ id: bigint }>(
  'all-developer-ids',
  'SELECT id FROM developers WHERE "companyId" = $1 ORDER BY id',
)

/**
 * Brings the company's minutes per line in line with its pairs.
 * @returns whether they are others than before: then all effort is worked out anew
 */
export async function recalibrate(queries: CompanyQueries): Promise<boolean> {
  const [found] = await queries.run(medianQuery)
  const { pairs, median, k: before } = found!
  const k = heldK(pairs >= pairsNeeded ? median : null)
  if (k === before) return false
  await queries.run(writeQuery, k)
  return true
}

/** All developers of the company. */
export async function allDeveloperIds(queries: CompanyQueries): Promise<bigint[]> {
  return (await queries.run(everybody)).map(({ id }) => id)
}

/**
 * The same, and all effort with those at once.
 * @returns the days of what was written
 */
export async function calibrateEffort(queries: CompanyQueries): Promise<TouchedDay[]> {
  if (!(await recalibrate(queries))) return []
  return settleEffort(queries, await allDeveloperIds(queries), null)
}
