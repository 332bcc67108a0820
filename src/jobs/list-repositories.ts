import type { CodeHost } from '../code-hosts/code-host.js'
import { HostFault } from '../code-hosts/host-fault.js'
import type { Config } from '../config.js'
import type { Database } from '../database/client.js'
import { type CompanyDatabase, inCompany } from '../database/company.js'
import type { Log } from '../platform/log.js'
import { quotaBook } from '../repositories/connection-quotas.js'
import { keepFault, keepNoFault } from '../repositories/connections.js'
import {
  followRepositories,
  loseRepository,
  unlistedRepositories,
} from '../repositories/follow-repositories.js'
import { hostFaultWords } from '../repositories/host-fault-words.js'
import { type HostServices, openConnection } from '../repositories/open-connection.js'
import {
  dropListing,
  endListing,
  seeListing,
  storeRemoteRepositories,
} from '../repositories/remote-repositories.js'

export interface ListServices extends HostServices {
  config: Pick<Config, 'outboundAllow'>
  database: Database
  log: Log
}

/** One reading of a connection's list. */
export interface Listing {
  companyId: bigint
  connectionId: bigint
  /** Milliseconds since 1970: the instant it goes by. */
  listing: number
}

/** So many repositories that stood on no list are asked for one by one. */
const mostAsked = 50

/** Raised inside when another listing has taken this one's place. */
class Superseded extends Error {}

/**
 * Reads the list of repositories that a connection reaches, page by page, each in a transaction of its
 * own; then looks after those that were chosen and stood on no page.
 */
export async function listRepositoriesJob(
  services: ListServices,
  { companyId, connectionId, listing }: Listing,
  leaving: AbortSignal,
): Promise<void> {
  const { database, config } = services
  const log = services.log.child({ connection: String(connectionId) })
  const from = new Date(listing)
  const bound = <T>(work: (db: CompanyDatabase) => Promise<T>) =>
    inCompany(database, companyId, work)
  const quotas = quotaBook()
  const opened = await bound(async (db) =>
    (await seeListing(db, connectionId, from))
      ? openConnection(services, db, connectionId, quotas.say)
      : null,
  )
  if (!opened) return
  const write = (work: (db: CompanyDatabase) => Promise<unknown>) =>
    bound(async (db) => {
      if (!(await seeListing(db, connectionId, from))) throw new Superseded()
      await quotas.keep(db, connectionId)
      await work(db)
    })
  try {
    for await (const page of opened.host.repositories()) {
      if (leaving.aborted) throw new Superseded()
      await write(async (db) => {
        await storeRemoteRepositories(db, connectionId, page, from)
        await followRepositories(db, connectionId, page, config)
      })
    }
    const lost = await bound(async (db) => {
      await endListing(db, connectionId, from)
      await keepNoFault(db, connectionId)
      await quotas.keep(db, connectionId)
      return unlistedRepositories(db, connectionId, mostAsked)
    })
    for (const one of lost) await look(services, bound, opened.host, connectionId, one)
    log.info('listed')
  } catch (error) {
    await bound((db) => dropListing(db, connectionId, from))
    if (error instanceof Superseded) return
    if (!(error instanceof HostFault)) throw error
    log.warn({ fault: error.kind, status: error.status }, 'the list could not be read')
    const told = hostFaultWords(error, services.hosts[opened.kind].title)
    await bound((db) => keepFault(db, connectionId, told))
  }
}

/** Asks for one repository by its id: it may be elsewhere, out of reach, or gone. */
async function look(
  { config }: Pick<ListServices, 'config'>,
  bound: <T>(work: (db: CompanyDatabase) => Promise<T>) => Promise<T>,
  host: CodeHost,
  connectionId: bigint,
  { id, hostId }: { id: bigint; hostId: string },
): Promise<void> {
  try {
    const remote = await host.repository(hostId)
    await bound<unknown>((db) =>
      remote
        ? followRepositories(db, connectionId, [remote], config)
        : loseRepository(db, id, 'gone'),
    )
  } catch (error) {
    if (!(error instanceof HostFault) || error.kind !== 'forbidden') throw error
    await bound((db) => loseRepository(db, id, 'no-access'))
  }
}
