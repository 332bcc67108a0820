import type { CompanyDatabase } from '../database/company.js'
import { measureHorizon } from '../metrics/horizon.js'
import { localDate, readPeriod } from '../metrics/period.js'
import { findSignals } from '../signals/find-signals.js'
import type { Viewer } from '../signals/viewer.js'
import { type Filters, link } from './filters.js'
import { overviewFacts } from './overview-facts.js'
import { overviewLine } from './overview-line.js'
import type { SignalRow, Tile, VerdictPart, WeeklyLine } from './overview-types.js'
import { overviewVerdict } from './overview-verdict.js'
import { periodWords } from './period-words.js'
import { exceptionOf, signalRow } from './signal-rows.js'
import { type TileKey, tileSets } from './tile-kinds.js'
import { tiles } from './tiles.js'

/** What a Monday mail tells; paths, not whole addresses. */
export interface Digest {
  company: string
  verdict: VerdictPart[]
  /** "in the last 30 days" */
  when: string
  comparedWith: string
  tiles: Tile[]
  /** The first tile by week. */
  line: WeeklyLine
  /** What needs a look, three at most, and one thing that went well. */
  signals: SignalRow[]
  good: SignalRow | null
  signalCount: number
  overviewHref: string
  signalsHref: string
  isEmpty: boolean
}

/** The days that a mail is about, and how many signals it holds. */
const [period, mostSignals] = ['30d', 3]

function filtersOf(timeZone: string, now: Date): Filters {
  const days = readPeriod(period, timeZone, now)
  if (!days) throw new Error(`${period} is no period.`)
  const everybody = { repositoryId: null, teamId: null, developerId: null, bots: false }
  return { period: days, ...everybody, comparison: 'prev' }
}

/** The Monday mail of a company, for somebody who may see so much. */
export async function digest(
  db: CompanyDatabase,
  { now, viewer }: { now: Date; viewer: Viewer },
): Promise<Digest> {
  const { name, timeZone } = await db.company.findFirstOrThrow()
  const filters = filtersOf(timeZone, now)
  const today = localDate(now, timeZone)
  const facts = await overviewFacts(db, filters, today)
  const horizon = await measureHorizon(db, null)
  const { shown: signals } = await findSignals(db, { place: filters, now, today, viewer })
  const good = signals.find(({ tone }) => tone === 'good')
  const keys: readonly TileKey[] = tileSets[facts.hasPulls ? 'pulls' : 'commits']
  const isCompared = facts.compared !== null && facts.compared.before.activity.commits > 0
  const { when, comparedWith } = periodWords(filters)
  return {
    ...{ company: name, when, comparedWith, signalCount: signals.length },
    verdict: overviewVerdict(filters, facts, {
      signal: exceptionOf(filters, signals),
      readFrom: horizon !== null && horizon > filters.period.from ? horizon : null,
      busiest: null,
    }),
    tiles: tiles(filters, keys, keys[0]!, facts),
    line: await overviewLine(db, filters, keys[0]!, { today, isCompared }),
    signals: signals
      .filter(({ tone }) => tone !== 'good')
      .slice(0, mostSignals)
      .map((signal) => signalRow(filters, signal)),
    good: good ? signalRow(filters, good) : null,
    ...{ overviewHref: link('/', filters), signalsHref: link('/signals', filters) },
    isEmpty: facts.shown.activity.commits === 0 && (facts.shown.merged ?? 0) === 0,
  }
}
