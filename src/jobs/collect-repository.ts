import { settle } from '../analysis/settle.js'
import { HostFault } from '../code-hosts/host-fault.js'
import type { HostPerson } from '../code-hosts/pull-request-fact.js'
import {
  dropCollection,
  endCollection,
  seeCollection,
  type Turn,
} from '../database/collections-due.js'
import { type CompanyDatabase, inCompany } from '../database/company.js'
import { holdBack } from '../repositories/allowance.js'
import { membersMs, nextReading, reconcileMs, soonAfter } from '../repositories/collection-times.js'
import { beginCollection, finishCollection, stopCollection } from '../repositories/collections.js'
import { quotaBook } from '../repositories/connection-quotas.js'
import { keepAccepted, keepFault } from '../repositories/connections.js'
import { membersReadAt, ownerOf, storeMembers } from '../repositories/host-members.js'
import { renewPullRequests } from '../repositories/remeasure-pull-requests.js'
import type { CollectServices } from './collect-services.js'
import { AllowanceUsedUp, type Collecting, Superseded, writerOf } from './collecting.js'
import { stoppedByHost, stoppedHere, waitsForAllowance } from './collection-fault.js'
import { compareInventory } from './compare-inventory.js'
import { signsOfLife } from './heartbeat.js'
import { readPullRequests } from './read-pull-requests.js'

/** Reads a repository's pull requests from its code host: what is new, and at night all of it. */
export async function collectRepositoryJob(
  services: CollectServices,
  turn: Turn,
  leaving: AbortSignal,
): Promise<void> {
  const { database } = services
  const log = services.log.child({ repository: String(turn.repositoryId) })
  const bound = <T>(work: (db: CompanyDatabase) => Promise<T>) =>
    inCompany(database, turn.companyId, work)
  const alive = signsOfLife(() => seeCollection(database, turn), log)
  try {
    if (!(await alive.begin())) return
    const quotas = quotaBook()
    const opened = await bound(async (db) => {
      const begun = await beginCollection(db, turn)
      const open = begun && (await services.connect(db, begun.connectionId, quotas.say))
      if (!begun || !open) await db.run(dropCollection, turn.repositoryId)
      return begun && open && { begun, open }
    })
    if (!opened) return
    const { connectionId } = opened.begun
    const write = writerOf(services, turn, connectionId, quotas)
    const signal = AbortSignal.any([leaving, alive.lost])
    const reading = { turn, ...opened, write, signal, log }
    await collect(reading).catch((error) => stop(reading, error))
  } catch (error) {
    if (!(error instanceof Superseded)) throw error
    // Another start is at it, or this worker leaves: then it is due again at once.
    if (!alive.lost.aborted) await bound((db) => end(db, turn, new Date()))
  } finally {
    alive.stop()
  }
}

const end = (db: CompanyDatabase, { repositoryId, attempt }: Turn, due: Date) =>
  db.run(endCollection, repositoryId, attempt, due)

async function collect(reading: Collecting): Promise<void> {
  const { turn, write, begun } = reading
  const { repositoryId } = turn
  await write((db) => renewPullRequests(db, repositoryId))
  const etag = await readPullRequests(reading)
  const { reconciledAt } = begun
  const isFirst = begun.readTo === null
  const isOld = !reconciledAt || Date.now() - reconciledAt.getTime() > reconcileMs
  if (isOld && !isFirst) await compareInventory(reading)
  await readMembers(reading)
  await write(async (db) => {
    const { _max } = await db.pullRequest.aggregate({
      where: { repositoryId },
      _max: { updatedAt: true },
    })
    const nextAt = nextReading(new Date(), _max.updatedAt)
    await finishCollection(db, repositoryId, { etag, nextAt })
    await keepAccepted(db, begun.connectionId)
    await end(db, turn, nextAt)
  })
  reading.log.info('collected')
}

/** Lists the members of what owns the repository, once a day for each owner. */
async function readMembers({ begun, open, turn, write, log }: Collecting): Promise<void> {
  const { connectionId, repository } = begun
  const owner = ownerOf(repository.fullName)
  const now = new Date()
  const last = await write((db) => membersReadAt(db, connectionId, owner))
  if (last && now.getTime() - last.getTime() < membersMs) return
  const members: HostPerson[] = []
  try {
    for await (const page of open.host.members(owner)) members.push(...page)
  } catch (error) {
    // Many tokens may not list them: pull requests name whoever works on them all the same.
    if (!(error instanceof HostFault) || error.kind === 'auth') throw error
    log.info({ fault: error.kind }, 'members are not listed')
    // Of a part of the list nobody can say who has left.
    members.length = 0
  }
  const { repositoryId } = turn
  await write(async (db) => {
    const place = { repositoryId, connectionId, owner }
    await settle(db, { developerIds: await storeMembers(db, place, members, now) })
  })
}

/** Ends a reading that could not be finished, with what happened and when it goes on. */
async function stop(reading: Collecting, error: unknown): Promise<void> {
  const { turn, begun, open, write, log } = reading
  if (error instanceof Superseded) throw error
  const now = new Date()
  const isLimit = error instanceof HostFault && error.kind === 'rate-limit'
  if (isLimit || error instanceof AllowanceUsedUp) {
    await write(async (db) => {
      const told = isLimit ? error.retryAt : null
      const until = isLimit
        ? await holdBack(db, begun.connectionId, told, now)
        : (error as AllowanceUsedUp).until
      const nextAt = soonAfter(until)
      await stopCollection(db, turn.repositoryId, waitsForAllowance(open.title, until), nextAt)
      await end(db, turn, nextAt)
    })
    return
  }
  const isHosts = error instanceof HostFault
  if (isHosts) log.warn({ fault: error.kind, status: error.status }, 'the host stopped a reading')
  else log.error({ err: error }, 'a reading failed')
  const stopped = isHosts ? stoppedByHost(error, open.title, now) : stoppedHere(now)
  await write(async (db) => {
    await stopCollection(db, turn.repositoryId, stopped.fault, stopped.nextAt)
    if (stopped.isOfConnection) await keepFault(db, begun.connectionId, stopped.fault)
    await end(db, turn, stopped.nextAt)
  })
}
