import type { CompanyDatabase } from '../database/company.js'
import { namedQuery } from '../database/named-query.js'
import { type Scope, scopeInSql, scopeValues } from './scope.js'
import type { Sums as WorkSums } from './sums.js'

/**
 * Work done over again soon after it was done:
 *   rate = lines removed that were 21 days old at most / sum over hunks of max(added, removed)
 * in code and test files, over all commits of a scope (lineage/rework.ts has it commit by commit).
 * Horizon: the day from which the repository's lines were followed; commits so close behind it that
 * the age of what they removed is not known are left out and counted. Left out: merges, bots, what an
 * admin has excluded. Null with fewer than 5 commits.
 */
export interface Rework {
  /** 0 to 1. */
  rate: number | null
  reworkedLines: number
  baseLines: number
  commits: number
  /** Commits whose rework is not known. */
  unknownCommits: number
}

/** With fewer commits a rate says more about chance than about work. */
const fewestCommits = 5

interface Sums {
  reworked: number
  base: number
  known: number
  unknown: number
}

const sums = `coalesce(sum(c."reworkedLines"), 0)::float8 AS reworked,
  coalesce(sum(c."reworkBase"), 0)::float8 AS base,
  count(c."reworkBase")::int AS known, (count(*) - count(c."reworkBase"))::int AS unknown`

const counted = `${scopeInSql} AND NOT c."byBot" AND c.skipped IS NULL`

const totalQuery = namedQuery<Sums>('rework', `SELECT ${sums} FROM commits c WHERE ${counted}`)

const weeklyQuery = namedQuery<Sums & { week: string }>(
  'rework-by-week',
  `SELECT c."localWeek"::text AS week, ${sums} FROM commits c WHERE ${counted}
   GROUP BY 1 ORDER BY 1`,
)

function rework({ reworked, base, known, unknown }: Sums): Rework {
  const isEnough = known >= fewestCommits && base > 0
  return {
    rate: isEnough ? reworked / base : null,
    ...{ reworkedLines: reworked, baseLines: base, commits: known, unknownCommits: unknown },
  }
}

/** The rework behind sums of the roll-ups, which must not hold bots. */
export const reworkOf = (sums: WorkSums): Rework =>
  rework({
    ...{ reworked: sums.reworkedLines, base: sums.reworkBase },
    ...{ known: sums.reworkKnown, unknown: sums.reworkUnknown },
  })

/** The rework of a scope. */
export async function measureRework(db: CompanyDatabase, scope: Scope): Promise<Rework> {
  const [row] = await db.run(totalQuery, ...scopeValues(scope))
  return rework(row!)
}

/** The rework of each week of a scope, by the week's Monday; weeks without commits are missing. */
export async function measureReworkByWeek(
  db: CompanyDatabase,
  scope: Scope,
): Promise<Map<string, Rework>> {
  const rows = await db.run(weeklyQuery, ...scopeValues(scope))
  return new Map(rows.map((row) => [row.week, rework(row)]))
}
