import { typeGroupNames } from '../commit-types/type-groups.js'
import type { CompanyDatabase } from '../database/company.js'
import { measureContributors } from '../metrics/contributors.js'
import { measureFolders } from '../metrics/folders.js'
import { addUp, addUpWeeks, type DaySums, measureDays, type Sums } from '../metrics/sums.js'
import { workByWeekOf } from '../metrics/work.js'
import { listRepositories } from '../repositories/repositories.js'
import { sizeBounds, sizeColumn, sizeNames } from '../roll-ups/columns.js'
import { amount } from './amount.js'
import { type Filters, link, scopeOf } from './filters.js'
import { folderRows } from './folder-rows.js'
import { hoursOfMany } from './hours.js'
import type { VerdictPart } from './overview-types.js'
import { periodWords } from './period-words.js'
import { lastRead } from './recent-analyses.js'
import { groupLabels, weeklyLine, workByWeek } from './weekly.js'
import type { Interval, SizeRow, WorkPage } from './work-types.js'

/** With fewer commits nothing is told from them. */
const enough = 10
const mostFolders = 7

const inHours = (seconds: number) => seconds / 3600

const intervalOf = (sums: Sums): Interval => ({
  low: inHours(sums.effortLow),
  mid: inHours(sums.effortMid),
  high: inHours(sums.effortHigh),
})

function effort(filters: Filters, days: readonly DaySums[], sums: Sums): WorkPage['effort'] {
  const weeks = [...addUpWeeks(days)].map(([week, row]): [string, Interval] => [
    week,
    intervalOf(row),
  ])
  return {
    total: intervalOf(sums),
    isTooLittle: sums.commits < enough,
    rows: typeGroupNames.map((group) => ({
      ...{ group, label: groupLabels[group], hours: inHours(sums[`${group}Effort`]) },
      share: sums.effortMid > 0 ? sums[`${group}Effort`] / sums.effortMid : 0,
      href: link('/commits', filters, { type: group }),
    })),
    line: weeklyLine(filters, {
      ...{ title: 'Effort by week, low to high', name: 'Effort', unit: 'h', before: null },
      now: new Map(weeks.map(([week, { mid }]) => [week, mid])),
      band: new Map(weeks),
      missing: 0,
      weekHref: (week) => link('/commits', filters, { week }),
    }),
  }
}

function sizeRows(filters: Filters, sums: Sums): SizeRow[] {
  const all = sizeNames.reduce((total, size) => total + sums[sizeColumn(size)], 0)
  return sizeNames.map((size) => {
    const [least, most] = sizeBounds(size)
    const commits = sums[sizeColumn(size)]
    return {
      ...{ size, commits, share: all > 0 ? commits / all : 0 },
      lines: most > 1000 ? `from ${amount(least)} lines` : `${least}–${most} lines`,
      href: link('/commits', filters, { size }),
    }
  })
}

function verdict(filters: Filters, sums: Sums): VerdictPart[] {
  const { when } = periodWords(filters)
  const href = link('/commits', filters)
  const count = `${amount(sums.commits)} ${sums.commits === 1 ? 'commit' : 'commits'}`
  if (sums.commits === 0) return [{ text: `Nothing was committed ${when}.`, tone: 'fact' }]
  if (sums.commits < enough) {
    return [
      { text: 'Too little to judge:', tone: 'fact' },
      ...[{ text: ' ', tone: 'muted' } as const, { text: count, tone: 'fact', href } as const],
      { text: ` ${when}.`, tone: 'muted' },
    ]
  }
  const [most] = typeGroupNames.toSorted((a, b) => sums[`${b}Commits`] - sums[`${a}Commits`])
  const share = Math.round((100 * sums[`${most!}Commits`]) / sums.commits)
  return [
    { text: `${groupLabels[most!]} work is the largest part:`, tone: 'fact' },
    { text: ` ${share}% of `, tone: 'muted' },
    { text: count, tone: 'fact', href },
    { text: ` ${when}.`, tone: 'muted' },
  ]
}

/** `/work`: what was done, in types, effort, sizes and hours. */
export async function work(db: CompanyDatabase, filters: Filters): Promise<WorkPage> {
  const scope = scopeOf(filters)
  const days = await measureDays(db, scope)
  const sums = addUp(days)
  const names = new Map((await listRepositories(db)).map(({ id, name }) => [id, name]))
  const people = await measureContributors(db, scope)
  return {
    ...{ verdict: verdict(filters, sums), updatedAt: await lastRead(db, filters.repositoryId) },
    work: workByWeek(filters, workByWeekOf(days)),
    effort: effort(filters, days, sums),
    sizes: sizeRows(filters, sums),
    folders: folderRows(filters, await measureFolders(db, scope, mostFolders), names, sums.commits),
    hours: await hoursOfMany(db, scope, people),
    empty: sums.commits === 0,
  }
}
