import { cachedQuery } from '../database/cached-query.js'
import type { CompanyDatabase } from '../database/company.js'
import { namedQuery } from '../database/named-query.js'
import { dateOf, dayInSql } from './period.js'
import { mergedInSql, pullsInSql } from './pull-request-scope.js'
import { type Scope, scopeValues } from './scope.js'

/**
 * How long pull requests take, in seconds, as percentiles over those merged in a scope; always from
 * the pull requests themselves, since percentiles do not add up.
 *   cycle, coding, pickup, review, merge   the phases of measures/pull-request-phases.ts
 *   first-review                           pickup of those that were reviewed at all
 * Left out: bots, and pull requests whose phases are not known. With fewer than 5 all are null.
 */
export interface Percentiles {
  /** Pull requests that it is worked out from. */
  n: number
  p25: number | null
  median: number | null
  p75: number | null
  p90: number | null
}

/** With fewer, a percentile says more about chance than about work. */
export const fewestPulls = 5

const columns = {
  ...{ cycle: 'p."cycleSeconds"', coding: 'p."codingSeconds"', pickup: 'p."pickupSeconds"' },
  ...{ review: 'p."reviewSeconds"', merge: 'p."mergeSeconds"' },
  'first-review': 'CASE WHEN NOT p."isUnreviewed" THEN p."pickupSeconds" END',
}

export type Phase = keyof typeof columns

interface Row {
  /** Days since 1970; null is all weeks together. */
  week: number | null
  n: number
  p25: number | null
  median: number | null
  p75: number | null
  p90: number | null
}

const rowColumns = {
  ...({ week: 'number?', n: 'number' } as const),
  ...({ p25: 'number?', median: 'number?', p75: 'number?', p90: 'number?' } as const),
}

const queries = Object.fromEntries(
  Object.entries(columns).map(([phase, column]) => [
    phase,
    cachedQuery(
      namedQuery<Row>(
        `percentiles-of-${phase}`,
        `SELECT week, n, at[1] AS p25, at[2] AS median, at[3] AS p75, at[4] AS p90 FROM (
         SELECT ${dayInSql('p."mergedWeek"')} AS week, count(${column})::int AS n,
           percentile_cont(ARRAY[0.25, 0.5, 0.75, 0.9]) WITHIN GROUP (ORDER BY ${column}) AS at
         FROM ${pullsInSql} WHERE ${mergedInSql}
         GROUP BY GROUPING SETS ((p."mergedWeek"), ())) AS found`,
      ),
      rowColumns,
    ),
  ]),
) as Record<Phase, ReturnType<typeof cachedQuery<Row>>>

const none: Percentiles = { n: 0, p25: null, median: null, p75: null, p90: null }

const percentiles = ({ week: _, ...row }: Row): Percentiles =>
  row.n < fewestPulls ? { ...none, n: row.n } : row

/** A phase over a scope: all of it, and by week (the week's Monday). */
export async function measurePhase(
  db: CompanyDatabase,
  phase: Phase,
  scope: Scope,
): Promise<{ total: Percentiles; weeks: Map<string, Percentiles> }> {
  const rows = await db.runCached(queries[phase], ...scopeValues(scope))
  const all = rows.find(({ week }) => week === null)
  const weeks = rows.flatMap((row): [string, Percentiles][] =>
    row.week === null ? [] : [[dateOf(row.week), percentiles(row)]],
  )
  return { total: all ? percentiles(all) : none, weeks: new Map(weeks) }
}
