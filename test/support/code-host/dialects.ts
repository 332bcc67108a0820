import type { HostKind } from '../../../src/code-hosts/host-type.js'
import { answerBitbucket, refuseBitbucket } from './bitbucket.js'
import type { Answer, Ask } from './exchange.js'
import { answerGithub, refuseGithub } from './github.js'
import { answerGitlab, refuseGitlab } from './gitlab.js'
import type { Quotas } from './quota.js'
import type { Credentials, FakeToken } from './tokens.js'

interface Dialect {
  answer(ask: Ask, quotas: Quotas): Promise<Answer>
  /** Who is not let in: nobody, somebody unknown, or a token that no longer is one. */
  refuse(credentials: Credentials | null, token: FakeToken | null): Answer
}

export const dialects: Record<HostKind, Dialect> = {
  github: { answer: answerGithub, refuse: refuseGithub },
  gitlab: { answer: answerGitlab, refuse: refuseGitlab },
  bitbucket: { answer: answerBitbucket, refuse: refuseBitbucket },
}

const beginnings: [prefix: string, kind: HostKind, kept: string][] = [
  ['/api/v3/', 'github', '/'],
  ['/api/graphql', 'github', '/graphql'],
  ['/api/v4/', 'gitlab', '/'],
  ['/2.0/', 'bitbucket', '/'],
]

/** Whose address this is, and the path beneath the prefix; null is git's, or nobody's. */
export function dialectOf(pathname: string): { kind: HostKind; path: string } | null {
  for (const [prefix, kind, kept] of beginnings) {
    if (pathname.startsWith(prefix)) return { kind, path: kept + pathname.slice(prefix.length) }
  }
  return null
}
