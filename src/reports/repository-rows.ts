import type { AnalysisState } from '../generated/prisma/enums.js'
import type { Period } from '../metrics/period.js'
import type { RepositoryActivity } from '../metrics/repositories.js'
import { groupsOf } from '../metrics/work.js'
import { type Filters, link } from './filters.js'
import type { RepositoryRow } from './overview-types.js'

/** What a repository's newest analysis says of it. */
export const repositoryState: Record<AnalysisState, RepositoryRow['state']> = {
  ...{ waiting: 'waiting', running: 'reading', done: 'ready', failed: 'failed' },
}

export interface NewestAnalysis {
  id: bigint
  repositoryId: bigint
  state: AnalysisState
}

export const analysisHref = (analysis: { id: bigint; repositoryId: bigint }) =>
  `/repositories/${analysis.repositoryId}/analyses/${analysis.id}`

interface Facts {
  repositories: { id: bigint; name: string }[]
  newest: Map<bigint, NewestAnalysis>
  activity: RepositoryActivity[]
  weeks: { repositoryId: bigint; week: string; commits: number }[]
}

function trend(period: Period, weeks: Facts['weeks']): number[] {
  const byWeek = new Map(weeks.map(({ week, commits }) => [week, commits]))
  return period.weeks.map((week) => byWeek.get(week) ?? 0)
}

/** The overview's table of repositories, by name. */
export function repositoryRows(filters: Filters, facts: Facts): RepositoryRow[] {
  return facts.repositories.map(({ id, name }) => {
    const own = facts.activity.find((row) => row.repositoryId === id)
    const commits = own?.commits ?? 0
    const newest = facts.newest.get(id)
    return {
      ...{ id: String(id), name, href: `/repositories/${id}`, commits },
      commitsHref: link('/commits', filters, { repo: String(id) }),
      lines: own?.lines ?? 0,
      contributors: own?.contributors ?? 0,
      trend: trend(
        filters.period,
        facts.weeks.filter((row) => row.repositoryId === id),
      ),
      mix:
        own && commits > 0
          ? groupsOf(own.sums).map((row) => ({ group: row.group, share: row.commits / commits }))
          : [],
      state: newest ? repositoryState[newest.state] : 'waiting',
      stateHref: newest ? analysisHref(newest) : null,
    }
  })
}
