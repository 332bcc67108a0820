import type { CompanyDatabase } from '../database/company.js'
import { measureCouplings } from '../metrics/couplings.js'
import { type HistoryHorizon, measureHistoryHorizon } from '../metrics/history-horizon.js'
import { measureHotSpots } from '../metrics/hot-spots.js'
import { readPeriod } from '../metrics/period.js'
import { findRepository } from '../repositories/repositories.js'
import type { CardState, HistoryPage } from './history-types.js'
import { knowledgeCard } from './knowledge.js'
import { reworkCard } from './rework.js'

const mostRows = 15
const fewestCommits = 5

/** The state of a card that rests on commits alone. */
function commitState({ commitsReadAt, commits }: HistoryHorizon, found: unknown[]): CardState {
  if (!commitsReadAt) return 'unread'
  if (commits < fewestCommits) return 'too-little'
  return found.length === 0 ? 'none' : 'ready'
}

/** What a repository's history tells of its files and folders, or null. */
export async function history(
  db: CompanyDatabase,
  id: bigint,
  asked: { timeZone: string; now: Date; showsNames: boolean },
): Promise<HistoryPage | null> {
  const [found, horizon] = [await findRepository(db, id), await measureHistoryHorizon(db, id)]
  const period = readPeriod('12m', asked.timeZone, asked.now)
  if (!found || !horizon || !period) return null
  const hotSpots = await measureHotSpots(db, id, mostRows)
  const couplings = await measureCouplings(db, id, mostRows)
  const { commits, commitsFrom, commitsReadAt } = horizon
  return {
    ...{ id: String(id), name: found.name, href: `/repositories/${id}` },
    horizon: {
      ...{ commits, commitsFrom, commitsReadAt },
      ...{ linesFrom: horizon.from, linesReadAt: horizon.readAt },
    },
    hotSpots: { state: commitState(horizon, hotSpots), rows: hotSpots },
    couplings: { state: commitState(horizon, couplings), rows: couplings },
    knowledge: await knowledgeCard(db, id, horizon, asked.showsNames),
    rework: await reworkCard(db, id, horizon, period),
  }
}
