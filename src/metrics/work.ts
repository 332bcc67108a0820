import { type TypeGroup, typeGroupNames } from '../commit-types/type-groups.js'
import type { CompanyDatabase } from '../database/company.js'
import { mondayInSql, overDays } from './over-days.js'
import { dateOf, dayInSql } from './period.js'
import type { Scope } from './scope.js'
import { addUpWeeks, type DaySums, type Sums } from './sums.js'

export interface WeekWork {
  week: string
  group: TypeGroup
  commits: number
}

/** Commits of some sums by type group. */
export const groupsOf = (sums: Sums) =>
  typeGroupNames.map((group) => ({ group, commits: sums[`${group}Commits`] }))

/** Commits by week and type group: what the work was. Merges are left out. */
export const workByWeekOf = (days: readonly DaySums[]): WeekWork[] =>
  [...addUpWeeks(days)].flatMap(([week, sums]) =>
    groupsOf(sums)
      .filter(({ commits }) => commits > 0)
      .map((row) => ({ week, ...row })),
  )

const weeksQuery = overDays<{ repositoryId: bigint; week: number; commits: number }>(
  'commits-by-repository-and-week',
  { repositoryId: 'id', week: 'number', commits: 'number' },
  (from) => `SELECT c."repositoryId", ${dayInSql(mondayInSql)} AS week,
     sum(c.commits)::int AS commits FROM ${from} GROUP BY 1, 2`,
)

/** Commits of each repository by week, by the week's Monday. */
export async function measureRepositoryWeeks(db: CompanyDatabase, scope: Scope) {
  const rows = await weeksQuery(db, scope)
  return rows.map((row) => ({ ...row, week: dateOf(row.week) }))
}
