import type { CompanyDatabase } from '../database/company.js'
import { measureFolders } from '../metrics/folders.js'
import { tellableParts } from '../metrics/people-of-scope.js'
import { measureRepositories } from '../metrics/repositories.js'
import { measureRepositoryWeeks, workByWeekOf } from '../metrics/work.js'
import { listRepositories } from '../repositories/repositories.js'
import { deliveryVerdict } from './delivery-verdict.js'
import { type Filters, link, scopeOf } from './filters.js'
import { folderRows } from './folder-rows.js'
import { hoursOfMany } from './hours.js'
import { emptiness } from './overview-emptiness.js'
import { type OverviewFacts, overviewFacts } from './overview-facts.js'
import { overviewLine } from './overview-line.js'
import type { Overview, VerdictPart } from './overview-types.js'
import { periodWords } from './period-words.js'
import { analysisRow, lastRead, listRecentAnalyses, newestAnalyses } from './recent-analyses.js'
import { analysisHref, repositoryRows } from './repository-rows.js'
import { reviewersCard } from './reviewers.js'
import { teamRows } from './team-rows.js'
import { type TileKey, tileSets } from './tile-kinds.js'
import { tiles } from './tiles.js'
import { closing, verdict } from './verdict.js'
import { workByWeek } from './weekly.js'

const mostFolders = 6
const mostAnalyses = 6

/** What a visitor asks for. */
export interface OverviewAsked {
  metric: TileKey | null
  /** The date it is in the company's zone. */
  today: string
  showsNames: boolean
}

type Exception = Parameters<typeof closing>[0]

function verdictOf(filters: Filters, facts: OverviewFacts, exception: Exception): VerdictPart[] {
  const { shown, compared } = facts
  const words = periodWords(filters)
  const { cycle } = shown
  if (!cycle) {
    const activities = { now: shown.activity, before: compared?.before.activity ?? null }
    const commitsHref = link('/commits', filters)
    return verdict({ ...words, ...activities, ...exception, commitsHref })
  }
  const [now, before] = [compared?.now.cycle, compared?.before.cycle]
  const made = deliveryVerdict({
    ...{ ...words, shown: cycle, merged: shown.merged ?? 0 },
    compared: now && before ? { now, before } : null,
    pullsHref: link('/pull-requests', filters, { state: 'merged' }),
  })
  return [...made, ...closing({ ...exception, busiest: null })]
}

/** The overview: are we all right, and what needs a look? */
export async function overview(
  db: CompanyDatabase,
  filters: Filters,
  { metric, today, showsNames }: OverviewAsked,
): Promise<Overview> {
  const scope = scopeOf(filters)
  const all = await listRepositories(db)
  const isTold = await tellableParts(db, scope, 'repositories')
  const shown = all.filter(
    ({ id }) => isTold(id) && (filters.repositoryId === null || id === filters.repositoryId),
  )
  const newest = await newestAnalyses(db)
  const facts = await overviewFacts(db, filters, today)
  const { hasPulls, horizon, compared } = facts
  const keys: readonly TileKey[] = tileSets[hasPulls ? 'pulls' : 'commits']
  const key = metric && keys.includes(metric) ? metric : keys[0]!
  const names = new Map(all.map(({ id, name }) => [id, name]))
  const { commits } = facts.shown.activity
  const folders = hasPulls
    ? []
    : folderRows(filters, await measureFolders(db, scope, mostFolders), names, commits)
  const failed = shown.find(({ id }) => newest.get(id)?.state === 'failed')
  const isCompared = compared !== null && compared.before.activity.commits > 0
  return {
    verdict: verdictOf(filters, facts, {
      failed: failed ? { name: failed.name, href: analysisHref(newest.get(failed.id)!) } : null,
      readFrom: horizon !== null && horizon > filters.period.from ? horizon : null,
      busiest:
        folders.map(({ folder: name, href }) => ({ name, href })).find((f) => f.name) ?? null,
    }),
    updatedAt: await lastRead(db, filters.repositoryId),
    tiles: tiles(filters, keys, key, facts),
    line: await overviewLine(db, filters, key, { today, isCompared }),
    work: workByWeek(filters, workByWeekOf(facts.days)),
    signals: [],
    reviewers: hasPulls ? await reviewersCard(db, filters, showsNames) : null,
    teams: hasPulls ? await teamRows(db, filters, today) : null,
    repositories: repositoryRows(filters, {
      ...{ repositories: shown, newest },
      activity: await measureRepositories(db, scope),
      weeks: await measureRepositoryWeeks(db, scope),
    }),
    folders,
    analyses: (await listRecentAnalyses(db, filters.repositoryId, mostAnalyses)).map(analysisRow),
    hours: await hoursOfMany(db, scope, facts.shown.activity.contributors),
    empty: emptiness(
      all.length,
      commits + (facts.shown.merged ?? 0),
      shown.flatMap(({ id }) => newest.get(id) ?? []),
    ),
  }
}
