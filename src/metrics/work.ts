import { type TypeGroup, typeGroupNames } from '../commit-types/type-groups.js'
import { mondayInSql, overDays } from './over-days.js'
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

/** Commits of each repository by week. */
export const measureRepositoryWeeks = overDays<{
  repositoryId: bigint
  week: string
  commits: number
}>(
  'commits-by-repository-and-week',
  (from) => `SELECT c."repositoryId", ${mondayInSql} AS week, sum(c.commits)::int AS commits
   FROM ${from} GROUP BY 1, 2`,
)
