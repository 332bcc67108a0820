import { notFound, refusal } from './bitbucket-lists.js'
import { routeBitbucket } from './bitbucket-routes.js'
import type { Answer, Ask } from './exchange.js'
import { limited } from './fault-answer.js'
import { type Quotas, remaining } from './quota.js'
import type { Credentials, FakeToken } from './tokens.js'

/** The scope each corner of the API asks for. */
const needed: [path: RegExp, scope: string][] = [
  [/^\/user$/, 'read:user:bitbucket'],
  [/^\/user\/workspaces|^\/workspaces/, 'read:workspace:bitbucket'],
  [/\/pullrequests/, 'read:pullrequest:bitbucket'],
  [/^\/repositories/, 'read:repository:bitbucket'],
]

/** Bitbucket Cloud; repositories have an allowance by the hour, all else is not counted here. */
export async function answerBitbucket(ask: Ask, quotas: Quotas): Promise<Answer> {
  const { grants, secret } = ask.token
  const scope = needed.find(([path]) => path.test(ask.path))?.[1]
  if (scope && !grants.includes(scope)) {
    const message = 'Your credentials lack one or more required privilege scopes.'
    const detail = { required: [scope], granted: grants }
    return { status: 403, body: { type: 'error', error: { message, detail } } }
  }
  const answer = (await routeBitbucket(ask)) ?? notFound('Resource')
  if (!ask.path.startsWith('/repositories')) return answer
  const allowance = quotas.of('bitbucket', secret, 'api')
  if (remaining(allowance) === 0) return limited('bitbucket', 600)
  allowance.used += 1
  const headers = {
    'x-ratelimit-limit': String(allowance.limit),
    ...{ 'x-ratelimit-resource': 'api-repositories', 'x-accepted-oauth-scopes': scope ?? '' },
    'x-ratelimit-nearlimit': String(remaining(allowance) < allowance.limit / 5),
    'x-oauth-scopes': grants.join(', '),
  }
  return { ...answer, headers: { ...headers, ...answer.headers } }
}

export function refuseBitbucket(
  _credentials: Credentials | null,
  _token: FakeToken | null,
): Answer {
  return refusal(401, 'Token is invalid, expired, or not supported for this endpoint.')
}
