import type { CompanyDatabase } from '../database/company.js'
import { measureFolders } from '../metrics/folders.js'
import { tellableParts } from '../metrics/people-of-scope.js'
import { measureRepositories } from '../metrics/repositories.js'
import { measureRepositoryWeeks, workByWeekOf } from '../metrics/work.js'
import { listRepositories } from '../repositories/repositories.js'
import { findSignals } from '../signals/find-signals.js'
import type { Viewer } from '../signals/viewer.js'
import { type Filters, scopeOf } from './filters.js'
import { folderRows } from './folder-rows.js'
import { hoursOfMany } from './hours.js'
import { emptiness } from './overview-emptiness.js'
import { overviewFacts } from './overview-facts.js'
import { overviewLine } from './overview-line.js'
import type { Overview } from './overview-types.js'
import { overviewVerdict } from './overview-verdict.js'
import { analysisRow, lastRead, listRecentAnalyses, newestAnalyses } from './recent-analyses.js'
import { repositoryRows } from './repository-rows.js'
import { reviewersCard } from './reviewers.js'
import { chosen, exceptionOf, signalRow } from './signal-rows.js'
import { teamRows } from './team-rows.js'
import { type TileKey, tileSets } from './tile-kinds.js'
import { tiles } from './tiles.js'
import { workByWeek } from './weekly.js'

const mostFolders = 6
const mostAnalyses = 6
const mostSignals = 4

/** What a visitor asks for. */
export interface OverviewAsked {
  metric: TileKey | null
  /** The date it is in the company's zone. */
  today: string
  now: Date
  viewer: Viewer
}

/** The overview: are we all right, and what needs a look? */
export async function overview(
  db: CompanyDatabase,
  filters: Filters,
  { metric, ...asked }: OverviewAsked,
): Promise<Overview> {
  const { today, viewer } = asked
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
  const { shown: signals } = await findSignals(db, { ...asked, place: filters })
  const isCompared = compared !== null && compared.before.activity.commits > 0
  return {
    verdict: overviewVerdict(filters, facts, {
      signal: exceptionOf(filters, signals),
      readFrom: horizon !== null && horizon > filters.period.from ? horizon : null,
      busiest:
        folders.map(({ folder: name, href }) => ({ name, href })).find((f) => f.name) ?? null,
    }),
    updatedAt: await lastRead(db, filters.repositoryId),
    tiles: tiles(filters, keys, key, facts),
    line: await overviewLine(db, filters, key, { today, isCompared }),
    work: workByWeek(filters, workByWeekOf(facts.days)),
    signals: chosen(signals, mostSignals).map((signal) => signalRow(filters, signal)),
    signalCount: signals.length,
    reviewers: hasPulls ? await reviewersCard(db, filters, viewer.showsNames) : null,
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
