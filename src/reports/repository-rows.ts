import { type TypeGroup, typeGroupNames } from '../commit-types/type-groups.js'
import type { AnalysisState } from '../generated/prisma/enums.js'
import type { Period } from '../metrics/period.js'
import type { RepositoryActivity } from '../metrics/repositories.js'
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
  work: { repositoryId: bigint; week: string; group: TypeGroup; commits: number }[]
}

const sum = (rows: { commits: number }[]) => rows.reduce((total, row) => total + row.commits, 0)

function trend(period: Period, work: Facts['work']): number[] {
  return period.weeks.map((week) => sum(work.filter((row) => row.week === week)))
}

/** The overview's table of repositories, by name. */
export function repositoryRows(filters: Filters, facts: Facts): RepositoryRow[] {
  return facts.repositories.map(({ id, name }) => {
    const own = facts.activity.find((row) => row.repositoryId === id)
    const work = facts.work.filter((row) => row.repositoryId === id)
    const commits = own?.commits ?? 0
    const newest = facts.newest.get(id)
    const share = (group: TypeGroup) => sum(work.filter((row) => row.group === group)) / commits
    return {
      ...{ id: String(id), name, href: `/repositories/${id}`, commits },
      commitsHref: link('/commits', filters, { repository: String(id) }),
      lines: own?.lines ?? 0,
      contributors: own?.contributors ?? 0,
      trend: trend(filters.period, work),
      mix: commits > 0 ? typeGroupNames.map((group) => ({ group, share: share(group) })) : [],
      state: newest ? repositoryState[newest.state] : 'waiting',
      stateHref: newest ? analysisHref(newest) : null,
    }
  })
}
