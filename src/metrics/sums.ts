import type { CompanyDatabase } from '../database/company.js'
import { type SumName, sumNames } from '../roll-ups/columns.js'
import { overDays } from './over-days.js'
import { dateOf, dayInSql, mondayOf } from './period.js'
import type { Scope } from './scope.js'

/** Sums over commits, by the name of their column in the roll-ups. Effort is in seconds. */
export type Sums = Record<SumName, number>

export type DaySums = Sums & { day: string }

/** Exact up to 2^53, and several times as fast as sums of bigint, which are numeric. */
const all = sumNames.map((name) => `sum(c."${name}"::float8) AS "${name}"`).join(', ')

const sumKinds = Object.fromEntries(sumNames.map((name) => [name, 'number'])) as Record<
  SumName,
  'number'
>

const daysQuery = overDays<Sums & { day: number }>(
  'sums-by-day',
  { ...sumKinds, day: 'number' },
  (from) => `SELECT ${dayInSql('c."localDay"')} AS day, ${all} FROM ${from} GROUP BY 1 ORDER BY 1`,
)

/** Sums of everything that a scope holds, one row a day; days without commits are missing. */
export async function measureDays(db: CompanyDatabase, scope: Scope): Promise<DaySums[]> {
  const rows = await daysQuery(db, scope)
  return rows.map((row) => ({ ...row, day: dateOf(row.day) }))
}

/** The same, one row a repository. */
export const measureRepositorySums = overDays<Sums & { repositoryId: bigint }>(
  'sums-by-repository',
  { ...sumKinds, repositoryId: 'id' },
  (from) => `SELECT c."repositoryId", ${all} FROM ${from} GROUP BY 1`,
)

/** Rows added up; of no rows all sums are 0. */
export function addUp(rows: Iterable<Sums>): Sums {
  const total = Object.fromEntries(sumNames.map((name) => [name, 0])) as Sums
  for (const row of rows) for (const name of sumNames) total[name] += row[name]
  return total
}

/** Rows of days added up by week, by the week's Monday. */
export function addUpWeeks(days: readonly DaySums[]): Map<string, Sums> {
  const weeks = new Map<string, DaySums[]>()
  for (const row of days) {
    const week = mondayOf(row.day)
    weeks.set(week, [...(weeks.get(week) ?? []), row])
  }
  return new Map([...weeks].map(([week, rows]) => [week, addUp(rows)]))
}
