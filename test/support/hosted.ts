import { guardedFetch } from '../../src/code-hosts/guarded-fetch.js'
import type { HostKind } from '../../src/code-hosts/host-type.js'
import { hosts } from '../../src/code-hosts/hosts.js'
import { collectRepositoryJob } from '../../src/jobs/collect-repository.js'
import { type CollectServices, connecting } from '../../src/jobs/collect-services.js'
import { listRepositoriesJob } from '../../src/jobs/list-repositories.js'
import type { Log } from '../../src/platform/log.js'
import { chooseRepositories } from '../../src/repositories/choose-repositories.js'
import { addConnection, keepCheck, replaceToken } from '../../src/repositories/connections.js'
import {
  connectHost,
  type HostKey,
  type HostServices,
} from '../../src/repositories/open-connection.js'
import { FakeCodeHost } from './code-host/fake-code-host.js'
import type { Seed } from './code-host/seed.js'
import type { FakeToken } from './code-host/tokens.js'
import { letCollect } from './collecting.js'
import type { TestCompany } from './company.js'
import { asListing, told } from './connections.js'
import { silentLog } from './log.js'
import type { Connected } from './pull-request-fixtures.js'
import { testSecrets } from './tiny-host.js'

/** A company's connection to a fake host, by the real adapters: checked, listed, everything chosen. */
export interface Hosted extends Connected {
  kind: HostKind
  fake: FakeCodeHost
  company: TestCompany
  token: FakeToken
  /** All that were chosen, in the order of their names; the first is `repositoryId`. */
  repositoryIds: bigint[]
  services: CollectServices
  /** Does the worker's job for one repository, let in as the dispatcher does; the first by itself. */
  collect(repositoryId?: bigint): Promise<void>
  /** Puts a token in the place of the old one, as its page does. */
  replace(token: FakeToken): Promise<void>
  /** Asks the host once more what the token is, as its page does. */
  check(): Promise<void>
}

interface Told {
  log?: Log
  timeLimitMs?: number
  sizeLimitBytes?: number
}

export const never = new AbortController().signal

/** What reaches one fake and nothing else. */
export function servicesFor(
  { origin }: FakeCodeHost,
  limits: Omit<Told, 'log'> = {},
): HostServices {
  const fetchWithin: HostServices['fetchWithin'] = (origins) =>
    guardedFetch({ origins, outboundAllow: [origin], ...limits })
  return { secrets: testSecrets, hosts, fetchWithin }
}

/** Goes the whole way up to the collecting: connection, list, choice. Stop its fake afterwards. */
export async function makeHosted(
  company: TestCompany,
  kind: HostKind,
  seed: Seed,
  { log = silentLog, ...limits }: Told = {},
): Promise<Hosted> {
  const fake = await FakeCodeHost.start(seed)
  const { origin } = fake
  const reach = servicesFor(fake, limits)
  const token = fake.token(kind)
  const checked = async (given: FakeToken) => {
    const key: HostKey = { kind, origin, token: given.secret, tokenUser: given.email }
    return { key, found: await connectHost(reach, key).checkToken() }
  }
  const first = { ...(await checked(token)), name: kind }
  const connectionId = await company.work((db) =>
    addConnection(db, reach.secrets, first, told(company)),
  )
  const config = { outboundAllow: [origin] }
  const { database } = company
  const listing = await asListing(company, connectionId)
  await listRepositoriesJob({ config, database, log, ...reach }, listing, never)
  const repositoryIds = await company.work(async (db) => {
    const where = { connectionId }
    const listed = await db.remoteRepository.findMany({ where, orderBy: { fullName: 'asc' } })
    const hostIds = listed.map(({ hostId }) => hostId)
    await chooseRepositories(db, connectionId, hostIds, config)
    const rows = await db.repository.findMany({ where, orderBy: { fullName: 'asc' } })
    return rows.map(({ id }) => id)
  })
  const [repositoryId] = repositoryIds
  if (!repositoryId) throw new Error('Nothing could be chosen.')
  const services: CollectServices = { database, log, connect: connecting(reach) }
  const place = { connectionId, repositoryId }
  return {
    ...{ ...place, kind, fake, company, token, repositoryIds, services },
    async collect(id = repositoryId) {
      const turn = await letCollect(company, { connectionId, repositoryId: id })
      await collectRepositoryJob(services, turn, never)
    },
    async check() {
      const { found } = await checked(token)
      await company.work((db) => keepCheck(db, connectionId, found))
    },
    async replace(given) {
      const { key, found } = await checked(given)
      const change = { id: connectionId, key, found }
      await company.work((db) => replaceToken(db, reach.secrets, change, told(company)))
    },
  }
}
