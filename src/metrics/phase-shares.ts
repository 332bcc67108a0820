import { cachedQuery } from '../database/cached-query.js'
import type { CompanyDatabase } from '../database/company.js'
import { namedQuery } from '../database/named-query.js'
import { dateOf, dayInSql } from './period.js'
import { fewestPulls } from './phases.js'
import { mergedInSql, pullsInSql } from './pull-request-scope.js'
import { type Scope, scopeValues } from './scope.js'

/**
 * Where the time of a merged pull request goes, as shares that add up:
 *   share of a phase = mean over pull requests of (its seconds / the cycle's seconds)
 * Each pull request counts the same, however long it took, and its four shares add up to one; so do
 * those of any group of them. Medians of phases do not add up to the median of cycles, which is why
 * they are never stacked. Rows hold the sums of shares: weeks can be added to months.
 * Left out: bots, pull requests whose phases are not known or that took no time at all, and weeks
 * with fewer than 5.
 */
export interface PhaseShares {
  pulls: number
  coding: number
  pickup: number
  review: number
  merge: number
}

export const phaseNames = ['coding', 'pickup', 'review', 'merge'] as const
export type PhaseName = (typeof phaseNames)[number]

const sums = phaseNames
  .map((name) => `sum(p."${name}Seconds"::float8 / p."cycleSeconds") AS ${name}`)
  .join(', ')

const query = cachedQuery(
  namedQuery<PhaseShares & { week: number | null }>(
    'phase-shares',
    `SELECT ${dayInSql('p."mergedWeek"')} AS week, count(*)::int AS pulls, ${sums}
   FROM ${pullsInSql} WHERE ${mergedInSql} AND p."cycleSeconds" > 0
   GROUP BY GROUPING SETS ((p."mergedWeek"), ())`,
  ),
  {
    ...({ week: 'number?', pulls: 'number', coding: 'number', pickup: 'number' } as const),
    ...({ review: 'number', merge: 'number' } as const),
  },
)

const none: PhaseShares = { pulls: 0, coding: 0, pickup: 0, review: 0, merge: 0 }

/** Sums of shares over a scope, and by week (the week's Monday); weeks of too few are left out. */
export async function measurePhaseShares(
  db: CompanyDatabase,
  scope: Scope,
): Promise<{ total: PhaseShares; weeks: Map<string, PhaseShares> }> {
  const rows = await db.runCached(query, ...scopeValues(scope))
  const all = rows.find(({ week }) => week === null)
  return {
    total: all && all.pulls > 0 ? all : none,
    weeks: new Map(
      rows.flatMap((row): [string, PhaseShares][] =>
        row.week === null || row.pulls < fewestPulls ? [] : [[dateOf(row.week), row]],
      ),
    ),
  }
}
