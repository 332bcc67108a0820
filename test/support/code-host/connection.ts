import type { CodeHost, PullRequestsAsked, QuotaFact } from '../../../src/code-hosts/code-host.js'
import { guardedFetch } from '../../../src/code-hosts/guarded-fetch.js'
import type { HostKind } from '../../../src/code-hosts/host-type.js'
import { hosts } from '../../../src/code-hosts/hosts.js'
import type { PullRequestFact } from '../../../src/code-hosts/pull-request-fact.js'
import { repositoryUuid } from './bitbucket-bodies.js'
import type { FakeCodeHost } from './fake-code-host.js'
import { fullName, type SeedRepository } from './seed.js'
import type { FakeToken } from './tokens.js'

export interface Connection {
  kind: HostKind
  host: CodeHost
  token: FakeToken
  quotas: QuotaFact[]
}

/** The real adapter, connected to the fake by the real way out. */
export function connect(
  fake: FakeCodeHost,
  kind: HostKind,
  told: Partial<FakeToken> & {
    timeLimitMs?: number
    sizeLimitBytes?: number
    /** At github.com, whose API has an address of its own. */
    isPublic?: boolean
  } = {},
): Connection {
  const { timeLimitMs = 20_000, sizeLimitBytes = 32 << 20, isPublic, ...ofToken } = told
  const token = fake.token(kind, ofToken)
  const quotas: QuotaFact[] = []
  const { origin } = fake
  const limits = { timeLimitMs, sizeLimitBytes }
  const type = hosts[kind]
  const rules = { origins: type.origins(origin), outboundAllow: [origin], ...limits }
  const guarded = guardedFetch(rules)
  const led: typeof fetch = (url, init) => {
    const { pathname, search } = new URL(String(url))
    const path = pathname === '/graphql' ? '/api/graphql' : `/api/v3${pathname}`
    return guarded(origin + path + search, init)
  }
  const way = isPublic ? { origin: type.publicOrigin, fetch: led } : { origin, fetch: guarded }
  const host = type.connect({
    ...{ ...way, token: token.secret, tokenUser: token.email },
    onQuota: (quota) => quotas.push(quota),
  })
  return { kind, host, token, quotas }
}

/** A repository of the seed as this host calls it. */
export function hostIdOf(kind: HostKind, repository: SeedRepository): string {
  return kind === 'bitbucket' ? repositoryUuid(repository) : String(repository.id)
}

export function asked(
  { kind }: Connection,
  repository: SeedRepository,
  told: Partial<PullRequestsAsked> = {},
): PullRequestsAsked {
  const hostId = hostIdOf(kind, repository)
  const known = { hostId, fullName: fullName(repository) }
  return { repository: known, since: null, cursor: null, etag: null, ...told }
}

/** What was stored of one reading, as a collector stores it: by number, the later over the earlier. */
export interface Stored {
  byNumber: Map<number, PullRequestFact>
  cursor: PullRequestsAsked['cursor']
  readTo: Date | null
  etag: string | null
}

export const nothingStored = (): Stored => ({
  ...{ byNumber: new Map(), cursor: null, readTo: null, etag: null },
})

/** Reads on from where `stored` stands until the end, or until it throws; each page is kept as it comes. */
export async function read(
  connection: Connection,
  repository: SeedRepository,
  stored = nothingStored(),
  since: Date | null = null,
): Promise<Stored> {
  const { cursor } = stored
  for await (const page of connection.host.pullRequests(
    asked(connection, repository, { cursor, since }),
  )) {
    if (page === 'unchanged') break
    for (const fact of page.items) stored.byNumber.set(fact.number, fact)
    stored.cursor = page.next
    stored.readTo = page.readTo ?? stored.readTo
    stored.etag = page.etag ?? stored.etag
  }
  return stored
}
