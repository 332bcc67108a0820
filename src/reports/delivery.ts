import type { CompanyDatabase } from '../database/company.js'
import { stuckDays } from '../metrics/open-pulls.js'
import { fewestPulls } from '../metrics/phases.js'
import { arePullsTellable, listPulls } from '../metrics/pull-request-list.js'
import { measureSizes, measureSpread } from '../metrics/pull-request-spread.js'
import type { DeliveryPage, PhaseWeeks } from './delivery-types.js'
import { deliveryVerdict } from './delivery-verdict.js'
import { type ComparedFigures, comparedFigures } from './figure-facts.js'
import { figureLine, figureOf, figureTiles } from './figures.js'
import { type Filters, link, scopeOf } from './filters.js'
import { lastCollected } from './last-collected.js'
import { openCard } from './open-rows.js'
import type { VerdictPart } from './overview-types.js'
import { periodWords } from './period-words.js'
import { phaseRows, phaseWeeks } from './phases.js'
import { pullRow } from './pull-requests.js'
import { pullSizeRows, spreadRows, toldParts } from './spread-rows.js'

const mostRows = 8
/** With fewer merged pull requests nothing is judged. */
const enough = 10

/** What a visitor asks of the pages of pull requests. */
export interface PullsAsked {
  metric: string | null
  /** The date it is in the company's zone. */
  today: string
  now: Date
  /** Whose rows alone they see: their address, or null for everybody's. */
  own: string | null
  showsNames: boolean
}

function verdict(
  filters: Filters,
  { shown, compared }: ComparedFigures,
  phases: PhaseWeeks,
): VerdictPart[] {
  const { cycle, figures } = shown.total
  if (!cycle) return []
  const [now, before] = [compared?.now.cycle, compared?.before.cycle]
  const made = deliveryVerdict({
    ...{ ...periodWords(filters), shown: cycle, merged: figures.merged },
    compared: now && before ? { now, before } : null,
    pullsHref: link('/pull-requests', filters, { state: 'merged' }),
  })
  if (figures.merged < enough || phases.pulls < fewestPulls) return made
  const [most] = phases.series.toSorted((a, b) => b.share - a.share)
  return [
    ...made,
    { text: ' Most of it is ', tone: 'muted' },
    { text: most!.label.toLowerCase(), tone: 'fact' },
    { text: '.', tone: 'muted' },
  ]
}

/** `/delivery`: where the time of a change goes, from its first commit to its merge. */
export async function delivery(
  db: CompanyDatabase,
  filters: Filters,
  { metric, today, now, own, showsNames }: PullsAsked,
): Promise<DeliveryPage> {
  const scope = scopeOf(filters)
  const facts = await comparedFigures(db, 'delivery', filters, today)
  const key = figureOf('delivery', metric)
  const phases = await phaseWeeks(db, filters)
  const readyBefore = new Date(now.getTime() - stuckDays * 86_400_000)
  const slow = { state: 'merged', week: null, reviewerId: null, own } as const
  const isTold = own !== null || (await arePullsTellable(db, scope, slow))
  const take = isTold ? mostRows : 0
  const slowest = await listPulls(db, scope, slow, { skip: 0, take, order: 'slowest' })
  const stuck = await openCard(
    ...([db, filters, { own, isUnreviewed: false, readyBefore }] as const),
    { now, most: mostRows, showsNames },
  )
  return {
    ...{ verdict: verdict(filters, facts, phases), phases, stuck, isOwn: own !== null },
    updatedAt: await lastCollected(db, filters.repositoryId),
    tiles: figureTiles(filters, 'delivery', key, facts),
    line: figureLine(filters, key, facts),
    phaseRows: await phaseRows(db, filters, phases, facts.compared !== null),
    spread: spreadRows(
      filters,
      'cycle',
      await toldParts(db, await measureSpread(db, 'cycle', scope)),
    ),
    sizes: pullSizeRows(filters, await toldParts(db, await measureSizes(db, scope))),
    slowest: slowest
      .filter(({ cycleSeconds }) => cycleSeconds !== null)
      .map((row) => pullRow(filters, row, showsNames || own !== null)),
    empty: facts.shown.total.figures.merged + facts.shown.total.closed === 0 && stuck.total === 0,
  }
}
