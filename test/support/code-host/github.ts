import type { Answer, Ask } from './exchange.js'
import { errorBody, limited } from './fault-answer.js'
import { answerGraphql } from './github-graphql.js'
import { answerGithubRest } from './github-rest.js'
import { type Allowance, type Quotas, remaining } from './quota.js'
import type { Credentials, FakeToken } from './tokens.js'

/** What each corner asks of a fine-grained token. */
const needed: [path: RegExp, permission: string][] = [
  [/\/pulls(\/|$)/, 'pull_requests=read'],
  [/\/commits(\/|$)/, 'contents=read'],
  [/^\/orgs\/[^/]+\/members$/, 'members=read'],
  [/^\/(repos|repositories)\//, 'metadata=read'],
]

/** GitHub, REST and GraphQL, each with an allowance of its own. */
export async function answerGithub(ask: Ask, quotas: Quotas): Promise<Answer> {
  const isGraphql = ask.path === '/graphql'
  const allowance = quotas.of('github', ask.token.secret, isGraphql ? 'graphql' : 'core')
  const spend = (cost: number) => {
    if (remaining(allowance) < cost) return null
    allowance.used += cost
    return allowance
  }
  const answer = isGraphql ? await answerGraphql(ask, spend) : await rest(ask, spend)
  return { ...answer, headers: { ...headersFor(ask, allowance), ...answer.headers } }
}

async function rest(ask: Ask, spend: (cost: number) => Allowance | null): Promise<Answer> {
  const { token, path } = ask
  const permission = needed.find(([pattern]) => pattern.test(path))?.[1]
  if (permission && !token.isClassic && !token.grants.includes(permission)) {
    const message = 'Resource not accessible by personal access token'
    const headers = { 'x-accepted-github-permissions': permission }
    return { status: 403, headers, body: errorBody('github', 403, message) }
  }
  const answer = await answerGithubRest(ask)
  // What has not changed costs nothing.
  if (answer.status === 304 || spend(1)) return answer
  return limited('github', 600)
}

function headersFor({ token }: Ask, allowance: Allowance): Record<string, string> {
  const { limit, used, resetAt, resource } = allowance
  const expires = token.expiresAt?.toISOString().replace('T', ' ').slice(0, 19)
  return {
    ...{ 'x-ratelimit-limit': String(limit), 'x-ratelimit-used': String(used) },
    'x-ratelimit-remaining': String(remaining(allowance)),
    'x-ratelimit-reset': String(Math.floor(resetAt.getTime() / 1000)),
    ...{ 'x-ratelimit-resource': resource, 'x-github-media-type': 'github.v3; format=json' },
    ...(token.isClassic && { 'x-oauth-scopes': token.grants.join(', ') }),
    ...(expires && { 'github-authentication-token-expiration': `${expires} UTC` }),
  }
}

export function refuseGithub(credentials: Credentials | null, _token: FakeToken | null): Answer {
  const message = credentials ? 'Bad credentials' : 'Requires authentication'
  return { status: 401, body: errorBody('github', 401, message) }
}
