import type { CompanyDatabase } from '../database/company.js'
import { namedQuery } from '../database/named-query.js'
import { fewestPulls } from './phases.js'
import { type Band, type SpreadName, spreadColumns, spreads } from './pull-request-bands.js'
import { authorInSql, mergedInSql, pullsInSql } from './pull-request-scope.js'
import { type Scope, scopeValues } from './scope.js'

/**
 * Merged pull requests by band of a number, and by size.
 *   band      how many lie in it; the bands together are all of whom the number is known
 *   size      lines added and removed without generated files, XS to XXL; median cycle and first review
 * Left out: bots, what is excluded, and those whose phases (or size) are not known.
 */
export interface BandCount extends Band {
  pulls: number
  /** How many people's they are. */
  people: number
}

const bandQuery = (name: SpreadName) => {
  const column = spreadColumns[name]
  const edges = spreads[name].map(({ least }) => least).join(', ')
  return namedQuery<{ band: number; pulls: number; people: number }>(
    `spread-of-${name}`,
    `SELECT width_bucket(${column}, ARRAY[${edges}]) - 1 AS band, count(*)::int AS pulls,
       count(DISTINCT ${authorInSql})::int AS people
     FROM ${pullsInSql} WHERE ${mergedInSql} AND p."cycleSeconds" IS NOT NULL GROUP BY 1`,
  )
}

const queries = {
  ...{ cycle: bandQuery('cycle'), depth: bandQuery('depth'), rounds: bandQuery('rounds') },
}

const nobody = { pulls: 0, people: 0 }

/** How merged pull requests are spread out, every band with its count. */
export async function measureSpread(
  db: CompanyDatabase,
  name: SpreadName,
  scope: Scope,
): Promise<BandCount[]> {
  const rows = await db.run(queries[name], ...scopeValues(scope))
  const counts = new Map(rows.map(({ band, pulls, people }) => [band, { pulls, people }]))
  return spreads[name].map((band, at) => ({ ...band, ...(counts.get(at) ?? nobody) }))
}

/** Merged pull requests of one size; seconds, null of fewer than 5. */
export interface SizeCount {
  size: string
  pulls: number
  people: number
  cycle: number | null
  firstReview: number | null
}

const sizeQuery = namedQuery<SizeCount & { known: number; reviewed: number }>(
  'pull-requests-by-size',
  `SELECT p.size, count(*)::int AS pulls, count(DISTINCT ${authorInSql})::int AS people,
     count(p."cycleSeconds")::int AS known,
     count(p."pickupSeconds") FILTER (WHERE NOT p."isUnreviewed")::int AS reviewed,
     percentile_cont(0.5) WITHIN GROUP (ORDER BY p."cycleSeconds") AS cycle,
     percentile_cont(0.5) WITHIN GROUP (ORDER BY p."pickupSeconds")
       FILTER (WHERE NOT p."isUnreviewed") AS "firstReview"
   FROM ${pullsInSql} WHERE ${mergedInSql} AND p.size IS NOT NULL GROUP BY 1`,
)

/** Merged pull requests by size, in no order. */
export async function measureSizes(db: CompanyDatabase, scope: Scope): Promise<SizeCount[]> {
  const rows = await db.run(sizeQuery, ...scopeValues(scope))
  return rows.map(({ known, reviewed, ...row }) => ({
    ...row,
    cycle: known < fewestPulls ? null : row.cycle,
    firstReview: reviewed < fewestPulls ? null : row.firstReview,
  }))
}
