import type { CompanyDatabase } from '../database/company.js'
import { activityOf } from '../metrics/activity.js'
import { measureContributors } from '../metrics/contributors.js'
import { measureHorizon } from '../metrics/horizon.js'
import type { Days } from '../metrics/period.js'
import { measurePhase } from '../metrics/phases.js'
import { measureFlow } from '../metrics/pull-request-flow.js'
import { addUp, type DaySums, measureDays } from '../metrics/sums.js'
import { comparedDays, daysBefore, type Filters, scopeOf, scopeOn } from './filters.js'
import type { TileFacts } from './tile-kinds.js'

/** What an overview rests on. */
export interface OverviewFacts {
  shown: TileFacts
  /** Two equal stretches, or null where there is no history to compare with. */
  compared: { now: TileFacts; before: TileFacts } | null
  days: DaySums[]
  /** The first whole day of the history that is here; null for all of it. */
  horizon: string | null
  /** The company's code host is read: there are pull requests. */
  hasPulls: boolean
}

const within = (rows: DaySums[], { from, to }: Days) =>
  rows.filter(({ day }) => day >= from && day <= to)

/** The day on which the first pull request of a place was opened; null where there is none. */
export async function firstPullDay(
  db: CompanyDatabase,
  repositoryId: bigint | null,
): Promise<string | null> {
  const first = await db.pullRequest.findFirst({
    where: { excluded: false, ...(repositoryId === null ? {} : { repositoryId }) },
    select: { createdDay: true },
    orderBy: { createdDay: 'asc' },
  })
  return first?.createdDay.toISOString().slice(0, 10) ?? null
}

const noPulls = { cycle: null, firstReview: null, merged: null, inProgress: null }

/** Gathers what the tiles show, on the days of the filters and on those they are compared with. */
export async function overviewFacts(
  db: CompanyDatabase,
  filters: Filters,
  today: string,
): Promise<OverviewFacts> {
  const hasPulls = (await firstPullDay(db, null)) !== null
  const firstDay = hasPulls ? await firstPullDay(db, filters.repositoryId) : null
  const factsOn = async (stretch: Days, rows: DaySums[]): Promise<TileFacts> => {
    const scope = scopeOn(filters, stretch)
    const sums = addUp(within(rows, stretch))
    const activity = activityOf(sums, await measureContributors(db, scope))
    if (!hasPulls) return { activity, ...noPulls }
    const { merged, inProgress } = await measureFlow(db, scope, today)
    const { total: cycle } = await measurePhase(db, 'cycle', scope)
    const { total: firstReview } = await measurePhase(db, 'first-review', scope)
    return { activity, cycle, firstReview, merged, inProgress }
  }
  const days = await measureDays(db, scopeOf(filters))
  const shown = await factsOn(filters.period, days)
  const horizon = await measureHorizon(db, filters.repositoryId)
  const [whole, stretches] = [daysBefore(filters), comparedDays(filters)]
  const reachesBack = whole !== null && (horizon === null || horizon <= whole.from)
  if (!stretches || !reachesBack) return { shown, compared: null, days, horizon, hasPulls }
  const rowsBefore = await measureDays(db, scopeOn(filters, stretches.before))
  const isSame = stretches.now.to === filters.period.to
  return {
    ...{ shown, days, horizon, hasPulls },
    compared: {
      now: isSame ? shown : await factsOn(stretches.now, days),
      before: {
        ...(await factsOn(stretches.before, rowsBefore)),
        // Pull requests that begin within those days would be compared with days that had none.
        ...(firstDay !== null && firstDay <= stretches.before.from ? {} : noPulls),
      },
    },
  }
}
