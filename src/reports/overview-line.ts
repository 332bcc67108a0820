import type { CompanyDatabase } from '../database/company.js'
import { activityOf } from '../metrics/activity.js'
import { metricOf } from '../metrics/catalog.js'
import { measureContributorsByWeek } from '../metrics/contributors.js'
import { measurePhase } from '../metrics/phases.js'
import { measureFlow } from '../metrics/pull-request-flow.js'
import type { Scope } from '../metrics/scope.js'
import { addUpWeeks, measureDays } from '../metrics/sums.js'
import { type Filters, link, scopeBefore, scopeOf } from './filters.js'
import type { WeeklyLine } from './overview-types.js'
import { type TileKey, tileKinds } from './tile-kinds.js'
import { type LineFacts, weeklyLine } from './weekly.js'

type Weeks = Pick<LineFacts, 'now' | 'band'>

const inHours = (seconds: number | null) => (seconds === null ? null : seconds / 3600)

async function phaseWeeks(
  db: CompanyDatabase,
  key: 'cycle' | 'first-review',
  scope: Scope,
): Promise<Weeks> {
  const { weeks } = await measurePhase(db, key, scope)
  return {
    now: new Map([...weeks].map(([week, { median }]) => [week, inHours(median)])),
    band: new Map(
      [...weeks].map(([week, { p25, p75 }]) => [week, { low: inHours(p25), high: inHours(p75) }]),
    ),
  }
}

async function activityWeeks(db: CompanyDatabase, key: TileKey, scope: Scope): Promise<Weeks> {
  const sums = addUpWeeks(await measureDays(db, scope))
  const people = key === 'contributors' ? await measureContributorsByWeek(db, scope) : null
  const without = { cycle: null, firstReview: null, merged: null, inProgress: null }
  const value = (week: string, row: Parameters<typeof activityOf>[0]) =>
    tileKinds[key].of({ ...without, activity: activityOf(row, people?.get(week) ?? 0) })
  return { now: new Map([...sums].map(([week, row]) => [week, value(week, row)])) }
}

async function weeksOf(db: CompanyDatabase, key: TileKey, scope: Scope, today: string) {
  if (key === 'cycle' || key === 'first-review') return phaseWeeks(db, key, scope)
  if (key !== 'throughput' && key !== 'wip') return activityWeeks(db, key, scope)
  const flow = await measureFlow(db, scope, today)
  return { now: key === 'wip' ? flow.inProgressByWeek : flow.mergedByWeek } as Weeks
}

const amounts: TileKey[] = ['throughput', 'commits', 'contributors', 'lines']
const details: Partial<Record<TileKey, string>> = {
  ...{ cycle: ', first commit to merge', complexity: ' per 100 lines, by week' },
  ...{ 'first-review': ', from ready to the first review', wip: ', open for each person' },
}

/** The picked metric by week. */
export async function overviewLine(
  db: CompanyDatabase,
  filters: Filters,
  key: TileKey,
  { today, isCompared }: { today: string; isCompared: boolean },
): Promise<WeeklyLine & { metric: TileKey }> {
  const { label, unit, rows } = tileKinds[key]
  const title = metricOf(key).title
  const before = isCompared ? scopeBefore(filters) : null
  const weeksBefore = before && (await weeksOf(db, key, before, today)).now
  const hasBefore = [...(weeksBefore?.values() ?? [])].some((value) => value !== null)
  const line = weeklyLine(filters, {
    ...(await weeksOf(db, key, scopeOf(filters), today)),
    ...{ title: `${title}${details[key] ?? ' by week'}`, name: label, unit },
    before: hasBefore ? weeksBefore : null,
    missing: amounts.includes(key) ? 0 : null,
    weekHref: (week) =>
      link(rows.path, filters, { ...rows.narrowing, ...(key === 'wip' ? {} : { week }) }),
  })
  return { ...line, metric: key }
}
