import type { Answer, Ask } from './exchange.js'
import { errorBody, limited } from './fault-answer.js'
import { routeGitlab } from './gitlab-routes.js'
import { type Quotas, remaining } from './quota.js'
import type { Credentials, FakeToken } from './tokens.js'

/** GitLab's answers: a token without `read_api` reads only what it says of itself. */
export async function answerGitlab(ask: Ask, quotas: Quotas): Promise<Answer> {
  const { path, token } = ask
  const allowance = quotas.of('gitlab', token.secret, 'api')
  const seconds = Math.ceil((allowance.resetAt.getTime() - Date.now()) / 1000)
  if (remaining(allowance) === 0) return limited('gitlab', seconds)
  allowance.used += 1
  const headers = {
    'ratelimit-limit': String(allowance.limit),
    'ratelimit-observed': String(allowance.used),
    'ratelimit-remaining': String(remaining(allowance)),
    'ratelimit-reset': String(Math.floor(allowance.resetAt.getTime() / 1000)),
    'ratelimit-name': 'throttle_authenticated_api',
  }
  const isOwn = path === '/personal_access_tokens/self'
  const mayRead = ['api', 'read_api', ...(path === '/user' ? ['read_user'] : [])]
  if (!isOwn && !mayRead.some((scope) => token.grants.includes(scope))) {
    const told = 'The request requires higher privileges than provided by the access token.'
    const body = { error: 'insufficient_scope', error_description: told, scope: 'api read_api' }
    return { status: 403, headers, body }
  }
  const answer = (await routeGitlab(ask)) ?? { status: 404, body: { error: '404 Not Found' } }
  return { ...answer, headers: { ...headers, ...answer.headers } }
}

/** GitLab says of a token that was one what became of it. */
export function refuseGitlab(_credentials: Credentials | null, token: FakeToken | null): Answer {
  if (token?.kind !== 'gitlab')
    return { status: 401, body: errorBody('gitlab', 401, 'Unauthorized') }
  const what = token.isRevoked ? 'Token was revoked.' : 'Token is expired.'
  const told = `${what} You have to re-authorize from the user.`
  return { status: 401, body: { error: 'invalid_token', error_description: told } }
}
