import type { CompanyDatabase } from '../database/company.js'
import { type Activity, measureActivity, measureActivityByWeek } from '../metrics/activity.js'
import { measureFolders } from '../metrics/folders.js'
import { measureHorizon } from '../metrics/horizon.js'
import { measureHours } from '../metrics/hours.js'
import { presets } from '../metrics/period.js'
import { measureRepositories, measureRepositoryWork } from '../metrics/repositories.js'
import { measureWork } from '../metrics/work.js'
import { listRepositories } from '../repositories/repositories.js'
import { type Filters, link, scopeBefore, scopeOf } from './filters.js'
import type { AnalysisRow, FolderRow, Overview, TileKey } from './overview-types.js'
import {
  lastRead,
  listRecentAnalyses,
  newestAnalyses,
  type RecentAnalysis,
} from './recent-analyses.js'
import { analysisHref, repositoryRows } from './repository-rows.js'
import { tiles } from './tiles.js'
import { verdict } from './verdict.js'
import { weeklyLine, workByWeek } from './weekly.js'

const mostFolders = 6
const mostAnalyses = 6

const analysisRow = (analysis: RecentAnalysis): AnalysisRow => ({
  id: String(analysis.id),
  repository: analysis.repository.name,
  href: analysisHref(analysis),
  state: analysis.state,
  commitsRead: analysis.commitsRead,
  commitsFound: analysis.commitsFound,
  finishedAt: analysis.finishedAt,
  problem: analysis.faultTitle,
})

function emptiness(
  repositories: number,
  now: Activity,
  newest: { state: string }[],
): Overview['empty'] {
  if (repositories === 0) return 'no-repositories'
  if (now.commits > 0) return null
  const states = newest.map(({ state }) => state)
  if (states.some((state) => state === 'waiting' || state === 'running')) return 'reading'
  return states.length > 0 && states.every((state) => state === 'failed') ? 'failed' : 'no-commits'
}

function words(filters: Filters): { when: string; comparedWith: string } {
  const { key, from, to } = filters.period
  const preset = presets.find((one) => one.key === key)
  if (!preset) return { when: `from ${from} to ${to}`, comparedWith: 'the stretch before' }
  return { when: `in the last ${preset.label}`, comparedWith: `the ${preset.label} before` }
}

/** The overview: are we all right, and what needs a look? */
export async function overview(
  db: CompanyDatabase,
  filters: Filters,
  metric: TileKey,
): Promise<Overview> {
  const scope = scopeOf(filters)
  const all = await listRepositories(db)
  const shown = all.filter(({ id }) => filters.repositoryId === null || id === filters.repositoryId)
  const newest = await newestAnalyses(db)
  const recent = await listRecentAnalyses(db, filters.repositoryId, mostAnalyses)
  const now = await measureActivity(db, scope)
  const horizon = await measureHorizon(db, filters.repositoryId)
  const reachesBack = horizon === null || horizon <= filters.period.before.from
  const before = reachesBack ? await measureActivity(db, scopeBefore(filters)) : null
  const weeks = await measureActivityByWeek(db, scope)
  const weeksBefore =
    before && before.commits > 0 ? await measureActivityByWeek(db, scopeBefore(filters)) : null
  const folders = await measureFolders(db, scope, mostFolders)

  const nameOf = new Map(all.map(({ id, name }) => [id, name]))
  const folderRows = folders.map(({ repositoryId, folder, commits }): FolderRow => {
    const narrowing = { repository: String(repositoryId), folder: folder || '.' }
    return {
      repository: nameOf.get(repositoryId) ?? '',
      ...{ folder, commits, share: now.commits > 0 ? commits / now.commits : 0 },
      href: link('/commits', filters, narrowing),
    }
  })
  const busiest = folderRows.find(({ folder }) => folder !== '')
  const failed = shown.find(({ id }) => newest.get(id)?.state === 'failed')

  return {
    verdict: verdict({
      ...{ now, before, ...words(filters) },
      commitsHref: link('/commits', filters),
      failed: failed ? { name: failed.name, href: analysisHref(newest.get(failed.id)!) } : null,
      readFrom: horizon !== null && horizon > filters.period.from ? horizon : null,
      busiest: busiest ? { name: busiest.folder, href: busiest.href } : null,
    }),
    updatedAt: await lastRead(db, filters.repositoryId),
    tiles: tiles(filters, metric, now, before),
    line: weeklyLine(filters, metric, weeks, weeksBefore),
    work: workByWeek(filters, await measureWork(db, scope)),
    repositories: repositoryRows(filters, {
      ...{ repositories: shown, newest },
      activity: await measureRepositories(db, scope),
      work: await measureRepositoryWork(db, scope),
    }),
    folders: folderRows,
    analyses: recent.map(analysisRow),
    hours: await measureHours(db, scope),
    empty: emptiness(
      all.length,
      now,
      shown.flatMap(({ id }) => newest.get(id) ?? []),
    ),
  }
}
