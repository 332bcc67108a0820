import type { CodeHost, RemoteRepository, TokenReport } from '../../src/code-hosts/code-host.js'
import { HostFault, type HostFaultKind } from '../../src/code-hosts/host-fault.js'
import type { HostKind, HostType } from '../../src/code-hosts/host-type.js'
import { openSecretBox, type Secrets } from '../../src/platform/secrets.js'
import type { HostServices } from '../../src/repositories/open-connection.js'

/** A code host in a few lines, for tests of what stands above hosts: what it says is up to the test. */
export interface TinyHost {
  /** Tokens it knows, and what it says of each; anything else is refused. */
  tokens: Map<string, Partial<TokenReport>>
  /** Pages of its list. */
  pages: RemoteRepository[][]
  /** Thrown instead of the page with this index. */
  faultAt: { page: number; kind: HostFaultKind } | null
  /** Repositories asked for by id that stand on no page. */
  elsewhere: Map<string, RemoteRepository | HostFaultKind>
  /** Every token it was asked with. */
  asked: string[]
  /** Done before a page is handed out. */
  beforePage: (index: number) => Promise<void> | void
}

/** A token that every tiny host knows. */
export const token = 'token-of-every-test-1234'

export function makeTinyHost(): TinyHost {
  return {
    ...{
      tokens: new Map([[token, {}]]),
      pages: [],
      faultAt: null,
      elsewhere: new Map(),
      asked: [],
    },
    beforePage: () => {},
  }
}

let count = 0

/** A repository on a list; give it what the test is about. */
export function remote(given: Partial<RemoteRepository> = {}): RemoteRepository {
  count += 1
  const fullName = given.fullName ?? `acme/repository-${count}`
  return {
    ...{
      hostId: String(1000 + count),
      fullName,
      owner: fullName.split('/').slice(0, -1).join('/'),
    },
    cloneUrl: `https://git.example.com/${fullName}.git`,
    webUrl: `https://git.example.com/${fullName}`,
    ...{ defaultBranch: 'main', isPrivate: true, isArchived: false, isFork: false },
    lastActiveAt: new Date('2026-11-20T10:00:00Z'),
    ...given,
  }
}

const account = {
  ...{ externalId: '7', username: 'reader', name: 'A Reader', email: null, isBot: false },
}

function connect(tiny: TinyHost, kind: HostKind, given: string): CodeHost {
  const known = () => {
    tiny.asked.push(given)
    const report = tiny.tokens.get(given)
    if (!report) throw new HostFault('auth', 'The token is refused.', { status: 401 })
    return report
  }
  return {
    kind,
    checkToken: async () => ({
      ...{ account, expiresAt: null, grants: [], missing: [], excess: [], owners: ['acme'] },
      ...known(),
    }),
    async *repositories() {
      known()
      for (const [index, page] of tiny.pages.entries()) {
        await tiny.beforePage(index)
        const { faultAt } = tiny
        if (faultAt?.page === index) throw new HostFault(faultAt.kind, 'A fault of the test.')
        yield page
      }
    },
    async repository(hostId) {
      known()
      const found = tiny.elsewhere.get(hostId) ?? null
      if (typeof found === 'string') throw new HostFault(found, 'A fault of the test.')
      return found
    },
    async *members() {},
    async *pullRequests() {},
    async *inventory() {},
    gitAccess(cloneUrl) {
      const basic = Buffer.from(`reader:${given}`).toString('base64')
      const header = `Authorization: Basic ${basic}`
      const origin = `http.${new URL(cloneUrl).origin}/.extraHeader`
      return { url: cloneUrl, origin, header }
    },
  }
}

const titles = { github: 'GitHub', gitlab: 'GitLab', bitbucket: 'Bitbucket' } as const

function typeOf(tiny: TinyHost, kind: HostKind): HostType {
  return {
    ...{ kind, title: titles[kind], publicOrigin: `https://${kind}.example` },
    ...{ isSelfHosted: kind !== 'bitbucket', needsTokenUser: kind === 'bitbucket' },
    tokenPage: (origin) => `${origin}/settings/tokens/new`,
    permissions: [
      { permission: 'Contents: read', purpose: 'History is read from a clone.' },
      { permission: 'Pull requests: read', purpose: 'Pull requests, reviews and comments.' },
    ],
    origins: (origin) => [origin],
    connect: (access) => connect(tiny, kind, access.token),
    readWebhook: () => ({ kind: 'forged' }),
  }
}

/** All kinds of hosts, each of them this one. */
export function tinyHosts(tiny: TinyHost): HostServices['hosts'] {
  const kinds = Object.keys(titles) as HostKind[]
  return Object.fromEntries(
    kinds.map((kind) => [kind, typeOf(tiny, kind)]),
  ) as HostServices['hosts']
}

export const testSecrets: Secrets = openSecretBox(Buffer.alloc(32, 9).toString('base64'))

/** What reaches the tiny host; nothing leaves this process. */
export function tinyServices(tiny: TinyHost, secrets = testSecrets): HostServices {
  const nowhere = () => () => Promise.reject(new Error('A test asked the network.'))
  return { secrets, hosts: tinyHosts(tiny), fetchWithin: nowhere }
}
