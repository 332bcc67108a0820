import type { CompanyDatabase } from '../database/company.js'
import { metricOf } from '../metrics/catalog.js'
import {
  measurePhaseShares,
  type PhaseName,
  type PhaseShares,
  phaseNames,
} from '../metrics/phase-shares.js'
import { fewestPulls, measurePhase, type Percentiles } from '../metrics/phases.js'
import type { PhaseRow, PhaseWeeks } from './delivery-types.js'
import { comparedDays, type Filters, link, scopeOf, scopeOn } from './filters.js'
import { changeOf } from './tiles.js'

const labelOf = (phase: PhaseName | 'cycle') => metricOf(phase).title
const hours = (seconds: number | null) => (seconds === null ? null : seconds / 3600)
const shareOf = (total: PhaseShares, phase: PhaseName) =>
  total.pulls > 0 ? total[phase] / total.pulls : 0

function finding(total: PhaseShares): string {
  if (total.pulls < fewestPulls) return 'Too few pull requests to tell where their time goes.'
  const [most] = phaseNames.toSorted((a, b) => total[b] - total[a])
  const share = Math.round(100 * shareOf(total, most!))
  return `${labelOf(most!)} takes the largest part of a pull request’s time, ${share}%.`
}

/** The shares of the four phases by week; they add up to the whole. */
export async function phaseWeeks(db: CompanyDatabase, filters: Filters): Promise<PhaseWeeks> {
  const { period } = filters
  const { total, weeks } = await measurePhaseShares(db, scopeOf(filters))
  return {
    ...{ weeks: period.weeks, pulls: total.pulls, finding: finding(total) },
    lastWeekUnfinished: period.isRunning,
    weekHrefs: period.weeks.map((week) =>
      link('/pull-requests', filters, { state: 'merged', week }),
    ),
    series: phaseNames.map((phase) => ({
      ...{ phase, label: labelOf(phase), share: shareOf(total, phase) },
      values: period.weeks.map((week) => weeks.get(week)?.[phase] ?? 0),
    })),
  }
}

/** The cycle and its phases with their percentiles, which do not add up, and the shares, which do. */
export async function phaseRows(
  db: CompanyDatabase,
  filters: Filters,
  { series }: PhaseWeeks,
  canCompare: boolean,
): Promise<PhaseRow[]> {
  const days = canCompare ? comparedDays(filters) : null
  const rows: PhaseRow[] = []
  for (const phase of ['cycle', ...phaseNames] as const) {
    const of = async (scope: Parameters<typeof measurePhase>[2]): Promise<Percentiles> =>
      (await measurePhase(db, phase, scope)).total
    const shown = await of(scopeOf(filters))
    const now = days && hours((await of(scopeOn(filters, days.now))).median)
    const before = days && hours((await of(scopeOn(filters, days.before))).median)
    rows.push({
      ...{ phase, label: labelOf(phase), median: hours(shown.median), p90: hours(shown.p90) },
      ...{ low: hours(shown.p25), high: hours(shown.p75) },
      share: series.find((one) => one.phase === phase)?.share ?? null,
      delta: changeOf(phase, now, before, 'percent'),
    })
  }
  return rows
}
