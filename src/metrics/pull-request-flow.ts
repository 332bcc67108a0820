import { cachedQuery } from '../database/cached-query.js'
import type { CompanyDatabase } from '../database/company.js'
import { namedQuery } from '../database/named-query.js'
import { dateOf, dayInSql, mondayOf, shifted } from './period.js'
import { authorInSql, pullPlaceInSql, pullsInSql } from './pull-request-scope.js'
import { type Scope, scopeValues } from './scope.js'

/**
 * What came and went:
 *   merged      pull requests merged on a day
 *   inProgress  pull requests open at the end of a day, the mean of the days / people who opened or
 *               merged one of their own on any of these days; null without such people
 * Left out: bots, and what an admin has excluded.
 */
export interface Flow {
  merged: number
  inProgress: number | null
  mergedByWeek: Map<string, number>
  inProgressByWeek: Map<string, number>
}

const place = pullPlaceInSql('coalesce(p."mergedDay", p."createdDay")')

/** The day a pull request ended, in the company's zone. */
const ended = `coalesce(p."mergedDay", (coalesce(p."mergedAt", p."closedAt")
  AT TIME ZONE (SELECT "timeZone" FROM companies WHERE id = $1))::date)`

/** Days since 1970; null is before the days of the scope. */
const daysQuery = cachedQuery(
  namedQuery<{ day: number | null; opened: number; ended: number; merged: number }>(
    'pull-requests-by-day',
    `SELECT CASE WHEN e.day >= $2::date THEN ${dayInSql('e.day')} END AS day,
     sum(e.opened)::int AS opened, sum(e.ended)::int AS ended, sum(e.merged)::int AS merged
   FROM ${pullsInSql} CROSS JOIN LATERAL (VALUES
     (p."createdDay", 1, 0, 0),
     (CASE WHEN p.state <> 'open' THEN ${ended} END, 0, 1, (p.state = 'merged')::int)
   ) AS e (day, opened, ended, merged)
   WHERE ${place} AND e.day <= $3::date AND p."createdDay" <= $3::date
     AND (p.state = 'open' OR coalesce(p."mergedAt", p."closedAt") >= $2::date - 2) GROUP BY 1`,
  ),
  { day: 'number?', opened: 'number', ended: 'number', merged: 'number' },
)

/** One look into an index an account: the pull requests of a year are not gone through. */
const hasPull = (day: 'createdDay' | 'mergedDay') => `EXISTS (SELECT 1 FROM pull_requests p
     WHERE p."authorId" = h.id AND p."${day}" BETWEEN $2::date AND $3::date AND ${place})`

const peopleQuery = cachedQuery(
  namedQuery<{ people: number }>(
    'people-with-pull-requests',
    `SELECT count(DISTINCT ${authorInSql})::int AS people FROM host_accounts h
   WHERE h."companyId" = $1 AND (${hasPull('createdDay')} OR ${hasPull('mergedDay')})`,
  ),
  { people: 'number' },
)

const mean = (values: number[]) =>
  values.length > 0 ? values.reduce((sum, value) => sum + value, 0) / values.length : null

/** What came and went on the days of a scope, up to today. */
export async function measureFlow(db: CompanyDatabase, scope: Scope, today: string): Promise<Flow> {
  const rows = await db.runCached(daysQuery, ...scopeValues(scope))
  const [found] = await db.runCached(peopleQuery, ...scopeValues(scope))
  const before = rows.find(({ day }) => day === null)
  const byDay = new Map(rows.map((row) => [row.day === null ? null : dateOf(row.day), row]))
  let open = before ? before.opened - before.ended : 0
  const weeks = new Map<string, { merged: number; open: number[] }>()
  const last = scope.to < today ? scope.to : today
  for (let day = scope.from; day <= last; day = shifted(day, 1)) {
    const row = byDay.get(day)
    open += (row?.opened ?? 0) - (row?.ended ?? 0)
    const week = weeks.get(mondayOf(day)) ?? { merged: 0, open: [] }
    week.merged += row?.merged ?? 0
    week.open.push(open)
    weeks.set(mondayOf(day), week)
  }
  const all = [...weeks]
  const people = found?.people ?? 0
  const each = (days: number[]) => (people > 0 ? (mean(days) ?? 0) / people : null)
  return {
    merged: all.reduce((sum, [, { merged }]) => sum + merged, 0),
    inProgress: each(all.flatMap(([, week]) => week.open)),
    mergedByWeek: new Map(all.map(([week, { merged }]) => [week, merged])),
    inProgressByWeek: new Map(
      all.flatMap(([week, days]): [string, number][] => {
        const value = each(days.open)
        return value === null ? [] : [[week, value]]
      }),
    ),
  }
}
