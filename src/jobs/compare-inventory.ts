import { keepFailures, readAgainFrom } from '../repositories/collections.js'
import { type Inventory, missingFrom, readFailed } from '../repositories/inventory.js'
import { type Collecting, mustBeSpare, Superseded } from './collecting.js'
import { readPullRequests } from './read-pull-requests.js'

const whyMissing = 'The host lists it, and did not hand it out.'

/**
 * Compares what is stored with what the host has, which finds what cursors miss: what is missing or
 * older is read again from its last change on, what the host no longer knows is marked as gone.
 */
export async function compareInventory(reading: Collecting): Promise<void> {
  const { begun, open, signal, turn } = reading
  const { repositoryId } = turn
  const inventory: Inventory = new Map()
  for await (const page of open.host.inventory(begun.repository)) {
    if (signal.aborted) throw new Superseded()
    for (const { number, updatedAt } of page) inventory.set(number, updatedAt)
    await mustBeSpare(reading, begun.connectionId)
  }
  const compare = () => reading.write((db) => missingFrom(db, repositoryId, inventory))
  const missing = await compare()
  const isKnown = new Set(await reading.write((db) => readFailed(db, repositoryId)))
  const sought = missing.filter(({ number }) => !isKnown.has(number))
  if (sought.length > 0) {
    const oldest = new Date(Math.min(...sought.map(({ updatedAt }) => updatedAt.getTime())))
    await reading.write((db) => readAgainFrom(db, repositoryId, oldest))
    await readPullRequests({
      ...reading,
      begun: { ...begun, readTo: oldest, cursor: null, etag: null },
    })
    const still = await compare()
    const failed = Object.fromEntries(still.map(({ number }) => [number, whyMissing]))
    await reading.write((db) => keepFailures(db, repositoryId, failed, []))
  }
  const data = { reconciledAt: new Date(), hostTotal: inventory.size }
  await reading.write((db) => db.collection.updateMany({ where: { repositoryId }, data }))
}
