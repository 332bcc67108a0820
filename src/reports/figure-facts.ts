import type { CompanyDatabase } from '../database/company.js'
import { measurePhase } from '../metrics/phases.js'
import { measureClosed, measureFigures, type PullFigures } from '../metrics/pull-request-figures.js'
import { measureFlow } from '../metrics/pull-request-flow.js'
import type { Scope } from '../metrics/scope.js'
import type { FigureFacts, FigurePage } from './figure-kinds.js'
import { comparedDays, daysBefore, type Filters, scopeOf, scopeOn } from './filters.js'
import { firstPullDay } from './overview-facts.js'

/** Facts over a stretch of days and of each of its weeks. */
export interface FigureStretch {
  total: FigureFacts
  weeks: Map<string, FigureFacts>
}

const nothing: PullFigures = {
  ...{ merged: 0, known: 0, unreviewed: 0, selfMerged: 0, rounds: null, depth: null, lines: null },
}

/** What the tiles of a page are made from; what the page does not show is not measured. */
export async function figureStretch(
  db: CompanyDatabase,
  page: FigurePage,
  scope: Scope,
  today: string,
): Promise<FigureStretch> {
  const isDelivery = page === 'delivery'
  const phase = await measurePhase(db, isDelivery ? 'cycle' : 'first-review', scope)
  const figures = await measureFigures(db, scope)
  const closed = isDelivery ? await measureClosed(db, scope) : null
  const flow = isDelivery ? await measureFlow(db, scope, today) : null
  const times = (found: typeof phase.total | null) => ({
    cycle: isDelivery ? found : null,
    firstReview: isDelivery ? null : found,
  })
  const weeks = new Set([
    ...[...phase.weeks.keys(), ...figures.weeks.keys()],
    ...[...(closed?.weeks.keys() ?? []), ...(flow?.inProgressByWeek.keys() ?? [])],
  ])
  return {
    total: {
      ...times(phase.total),
      ...{ figures: figures.total, closed: closed?.total ?? 0 },
      inProgress: flow?.inProgress ?? null,
    },
    weeks: new Map(
      [...weeks].map((week): [string, FigureFacts] => [
        week,
        {
          ...times(phase.weeks.get(week) ?? null),
          ...{ figures: figures.weeks.get(week) ?? nothing, closed: closed?.weeks.get(week) ?? 0 },
          inProgress: flow?.inProgressByWeek.get(week) ?? null,
        },
      ]),
    ),
  }
}

/** A page's facts as shown, and over the two equal stretches that changes are worked out between. */
export interface ComparedFigures {
  shown: FigureStretch
  /** All of the days it is compared with; null where there is nothing to compare. */
  before: FigureStretch | null
  compared: { now: FigureFacts; before: FigureFacts } | null
}

export async function comparedFigures(
  db: CompanyDatabase,
  page: FigurePage,
  filters: Filters,
  today: string,
): Promise<ComparedFigures> {
  const of = (scope: Scope) => figureStretch(db, page, scope, today)
  const shown = await of(scopeOf(filters))
  const [whole, stretches] = [daysBefore(filters), comparedDays(filters)]
  const first = await firstPullDay(db, filters.repositoryId)
  // Pull requests that begin within those days would be compared with days that had none.
  if (!whole || !stretches || first === null || first > whole.from) {
    return { shown, before: null, compared: null }
  }
  const before = await of(scopeOn(filters, whole))
  const isWhole = stretches.now.to === filters.period.to
  return {
    ...{ shown, before },
    compared: {
      now: isWhole ? shown.total : (await of(scopeOn(filters, stretches.now))).total,
      before: isWhole ? before.total : (await of(scopeOn(filters, stretches.before))).total,
    },
  }
}
