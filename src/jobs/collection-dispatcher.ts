import type { Database } from '../database/client.js'
import {
  admitCollections,
  endCollection,
  postponeCollection,
  type Turn,
  takeBackCollections,
  unbegunCollections,
} from '../database/collections-due.js'
import { inCompany } from '../database/company.js'
import { stopCollection } from '../repositories/collections.js'
import type { JobQueue } from './queue.js'

/**
 * How many readings are in the queue at once, and how many of one connection: its token has one
 * allowance, and a host counts how many ask it at the same time.
 */
const inside = { slots: 12, share: 3 }

/**
 * A worker without a sign of life for this long is dead: six signs were missed. What no worker begins
 * for so long, although its job was added again and again, is let in anew.
 */
const silence = { silentSeconds: 30, unbegunSeconds: 10 * 60 }

/** A job that nobody has begun after this long may be lost: it is added again, in seconds. */
const worrySeconds = 10

/** A reading over which this many workers in a row fell silent waits for hours. */
const mostDeaths = 3
const restMs = 6 * 3_600_000

const keyOf = ({ companyId, repositoryId, attempt }: Turn) =>
  `collection-${companyId}-${repositoryId}-${attempt}`

function add(queue: JobQueue, turn: Turn): Promise<void> {
  const { companyId, repositoryId, attempt } = turn
  const ids = { companyId: String(companyId), repositoryId: String(repositoryId) }
  return queue.add('collect-repository', keyOf(turn), { ...ids, attempt })
}

/** Lets due readings into the queue, fairly. Every few seconds, and after each request for one. */
export async function dispatchCollections(database: Database, queue: JobQueue): Promise<number> {
  const turns = await admitCollections(database, inside)
  for (const turn of turns) {
    const { companyId, repositoryId, attempt } = turn
    try {
      await add(queue, turn)
    } catch (error) {
      // The store is away: the reading waits again, nothing is lost.
      await inCompany(database, companyId, (db) =>
        db.run(endCollection, repositoryId, attempt, new Date()),
      )
      throw error
    }
  }
  return turns.length
}

/** Adds the jobs of readings again that nobody has begun: the queue's store may have lost them. */
export async function addCollectionsAgain(
  database: Database,
  queue: JobQueue,
  seconds = worrySeconds,
): Promise<void> {
  for (const turn of await unbegunCollections(database, seconds)) await add(queue, turn)
}

/** Puts readings of dead workers back in line; one that keeps ending its worker waits, and says so. */
export async function reconcileCollections(database: Database, allowed = silence): Promise<Turn[]> {
  const turns = await takeBackCollections(database, allowed)
  for (const { companyId, repositoryId, deaths } of turns) {
    if (deaths < mostDeaths) continue
    const nextAt = new Date(Date.now() + restMs)
    const title = `Reading these pull requests ended its worker ${deaths} times.`
    const advice = 'It is tried again in some hours. If it stays, tell whoever runs Codevisto.'
    await inCompany(database, companyId, async (db) => {
      await stopCollection(db, repositoryId, { code: 'worker-died', title, advice }, nextAt)
      await db.run(postponeCollection, repositoryId, nextAt)
    })
  }
  return turns
}
