import { z } from 'zod'
import { HostFault } from './host-fault.js'
import { isUsedUp, retryAt } from './rate-limit.js'

/** An answer that was read to its end. */
export interface HostAnswer {
  status: number
  headers: Headers
  body: string
}

const speaksOfLimits = /rate limit|abuse detection|retry later|too many requests/i

/** Whether an answer means "not now" (403 and 429 both do, with and without headers). */
function isRateLimit({ status, headers, body }: HostAnswer): boolean {
  if (status === 429) return true
  if (status !== 403) return false
  return (
    headers.has('retry-after') || isUsedUp(headers) || speaksOfLimits.test(body.slice(0, 2_000))
  )
}

/**
 * What an answer that is no success means, or null where it is one (304 is one too).
 * @param title the host as it writes itself
 * @param refusedBefore how many answers in a row were rate limits before this one
 */
export function faultIn(
  answer: HostAnswer,
  title: string,
  refusedBefore = 0,
  now = new Date(),
): HostFault | null {
  const { status } = answer
  if ((status >= 200 && status < 300) || status === 304) return null
  if (isRateLimit(answer)) {
    const at = retryAt(answer, refusedBefore, now)
    return new HostFault('rate-limit', `${title} asks to be left alone for a while.`, {
      status,
      retryAt: at,
    })
  }
  if (status === 401) return new HostFault('auth', `${title} refuses the token.`, { status })
  if (status === 403 || status === 451) {
    const permission = missingPermission(answer)
    return new HostFault('forbidden', `${title} does not let the token do this.`, {
      status,
      ...(permission === null ? {} : { permission }),
    })
  }
  if (status === 404 || status === 410) {
    return new HostFault('not-found', `${title} does not have this, or hides it.`, { status })
  }
  if (status >= 500) {
    const isTold = answer.headers.has('retry-after')
    return new HostFault('server', `${title} answers with its own failure (${status}).`, {
      status,
      ...(isTold ? { retryAt: retryAt(answer, 0, now) } : {}),
    })
  }
  return new HostFault('contract', `${title} answers as it should not (${status}).`, { status })
}

/** How Bitbucket, and how GitLab says which scopes would have done. */
const refusedFor = z.object({
  error: z
    .object({ detail: z.object({ required: z.array(z.string()) }) })
    .optional()
    .catch(undefined),
  scope: z.string().optional(),
})

/** The permission a refusal names: only words that are names of permissions come through. */
function missingPermission({ headers, body }: HostAnswer): string | null {
  if (/^(required|partial)/i.test(headers.get('x-github-sso') ?? '')) return 'single sign-on'
  const accepted = headers.get('x-accepted-github-permissions') ?? ''
  const github = accepted.match(/\b[a-z_]{3,40}=(?:read|write|admin)\b/g)
  if (github) return [...new Set(github)].join(', ')
  const told = refusedFor.safeParse(parsed(body)).data
  const scopes = told?.error?.detail?.required ?? told?.scope?.split(' ') ?? []
  const known = scopes.filter((scope) => /^(?:[a-z]+:)?[a-z_]{3,30}(?::bitbucket)?$/.test(scope))
  return known.length > 0 ? known.join(', ') : null
}

function parsed(body: string): unknown {
  try {
    return JSON.parse(body)
  } catch {
    return null
  }
}
