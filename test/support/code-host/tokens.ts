import type { IncomingHttpHeaders } from 'node:http'
import type { HostKind } from '../../../src/code-hosts/host-type.js'
import type { SeedPerson } from './seed.js'

export interface FakeToken {
  kind: HostKind
  secret: string
  person: SeedPerson
  /** Scopes or permissions, in the host's own words. */
  grants: string[]
  expiresAt: Date | null
  isRevoked: boolean
  /** GitHub: of the older sort, with scopes. */
  isClassic: boolean
  /** Bitbucket: the e-mail address that goes with an API token; null is an access token. */
  email: string | null
}

/** What a token grants that was made as we ask for it. */
export const asAsked: Record<HostKind, string[]> = {
  github: ['metadata=read', 'contents=read', 'pull_requests=read', 'members=read'],
  gitlab: ['read_api', 'read_repository'],
  bitbucket: [
    'read:repository:bitbucket',
    'read:pullrequest:bitbucket',
    'read:workspace:bitbucket',
    'read:user:bitbucket',
    'read:project:bitbucket',
  ],
}

const beginnings: Record<HostKind, string> = {
  github: 'github_pat_',
  gitlab: 'glpat-',
  bitbucket: 'ATATT3x',
}

let made = 0

/** A token that nobody has but this test: to be looked for afterwards. */
export function fakeToken(
  kind: HostKind,
  person: SeedPerson,
  told: Partial<FakeToken> = {},
): FakeToken {
  const secret = `${beginnings[kind]}canary+${process.pid}/${++made}Zz0=`.padEnd(40, 'q')
  const email = kind === 'bitbucket' ? person.email : null
  return {
    ...{ kind, secret, person, grants: asAsked[kind], email },
    ...{ expiresAt: null, isRevoked: false, isClassic: false, ...told },
  }
}

export interface Credentials {
  scheme: 'bearer' | 'basic' | 'private-token'
  user: string | null
  secret: string
}

/** What a request shows, in any of the ways there are. */
export function credentialsOf(headers: IncomingHttpHeaders): Credentials | null {
  const own = headers['private-token']
  if (typeof own === 'string') return { scheme: 'private-token', user: null, secret: own }
  const [scheme = '', value = ''] = (headers.authorization ?? '').split(/ +/)
  if (/^(bearer|token)$/i.test(scheme)) return { scheme: 'bearer', user: null, secret: value }
  if (!/^basic$/i.test(scheme)) return null
  const [, user = '', secret = ''] =
    /^([^:]*):(.*)$/s.exec(Buffer.from(value, 'base64').toString()) ?? []
  return { scheme: 'basic', user, secret }
}

/** Whether this host's API takes a token shown in this way. */
export function isApiForm({ kind, email }: FakeToken, { scheme, user }: Credentials): boolean {
  if (kind === 'gitlab') return scheme !== 'basic'
  if (kind === 'github') return scheme === 'bearer'
  return email === null ? scheme === 'bearer' : scheme === 'basic' && user === email
}

/** Whether this host's git takes it: always a password, beside the name that the host asks for. */
export function isGitForm({ kind, email }: FakeToken, { scheme, user }: Credentials): boolean {
  if (scheme !== 'basic') return false
  if (kind === 'github') return user === 'x-access-token'
  if (kind === 'gitlab') return user !== ''
  return user === (email === null ? 'x-token-auth' : 'x-bitbucket-api-token-auth')
}

export const isAlive = ({ isRevoked, expiresAt }: FakeToken, now: Date) =>
  !isRevoked && (expiresAt === null || expiresAt > now)
