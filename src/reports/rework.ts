import type { CompanyDatabase } from '../database/company.js'
import type { HistoryHorizon } from '../metrics/history-horizon.js'
import { type Period, shifted } from '../metrics/period.js'
import { measureRework, measureReworkByWeek } from '../metrics/rework.js'
import type { HistoryPage } from './history-types.js'

/** Twice the age at which a line stops being young: less history would tell of its edge only. */
const fewestDays = 42
/** With fewer weeks that can be told, a line would be dots. */
const fewestWeeks = 12

const nothing = {
  ...{ rate: null, reworkedLines: 0, baseLines: 0, commits: 0, unknownCommits: 0, line: null },
}

async function weekly(
  db: CompanyDatabase,
  scope: Parameters<typeof measureReworkByWeek>[1],
  period: Period,
): Promise<HistoryPage['rework']['line']> {
  const found = await measureReworkByWeek(db, scope)
  const isShown = (week: string) => week >= scope.from && shifted(week, 6) <= period.to
  const values = period.weeks.map((week) => {
    const rate = found.get(week)?.rate ?? null
    return rate === null || !isShown(week) ? null : 100 * rate
  })
  const known = values.filter((value) => value !== null)
  if (known.length < fewestWeeks) return null
  const [first, last, most] = [known[0]!, known.at(-1)!, Math.max(...known)].map(Math.round)
  return {
    ...{ title: 'Rework by week', unit: '%', weeks: period.weeks, values },
    ...{ band: null, before: null, beforeLabel: '', weekHrefs: [] },
    lastWeekUnfinished: false,
    finding: `Rework went from ${first}% in the first week to ${last}% in the last, with ${most}% at most.`,
  }
}

/** The card about work done over again, over a period or what is here of it. */
export async function reworkCard(
  db: CompanyDatabase,
  repositoryId: bigint,
  horizon: HistoryHorizon,
  period: Period,
): Promise<HistoryPage['rework']> {
  if (!horizon.readAt) return { state: 'unread', ...nothing }
  if (horizon.days !== null && horizon.days < fewestDays) {
    return { state: 'not-enough-history', ...nothing }
  }
  const from = horizon.from !== null && horizon.from > period.from ? horizon.from : period.from
  const scope = { from, to: period.to, repositoryId, bots: false }
  const rework = await measureRework(db, scope)
  if (rework.rate === null) return { state: 'too-little', ...rework, line: null }
  return { state: 'ready', ...rework, line: await weekly(db, scope, period) }
}
