import { faultIn } from './host-answer.js'
import { HostFault } from './host-fault.js'

interface Thrown {
  status?: unknown
  cause?: unknown
  response?: { status?: number; headers?: Record<string, unknown>; data?: unknown }
}

/** What Octokit throws, as a fault made anew: its errors hold whole requests. */
export function githubFault(error: unknown, refusedBefore: number): HostFault {
  if (error instanceof HostFault) return error
  const { cause, response, status } = error as Thrown
  if (cause instanceof HostFault) return cause
  if (!response) return new HostFault('network', 'GitHub could not be asked.')
  const headers = new Headers(
    Object.entries(response.headers ?? {}).map(([name, value]) => [name, String(value)]),
  )
  const data = response.data ?? ''
  const body = typeof data === 'string' ? data : JSON.stringify(data)
  const answer = {
    status: isRateLimited(data) ? 429 : Number(response.status ?? status),
    headers,
    body,
  }
  const fault = faultIn(answer, 'GitHub', refusedBefore)
  return fault ?? new HostFault('server', 'GitHub could not finish its answer.')
}

/** Whether GraphQL refuses in an answer that is a success by its status. */
export function isRateLimited(data: unknown): boolean {
  const { errors } = (data ?? {}) as { errors?: unknown }
  return Array.isArray(errors) && errors.some((error) => error?.type === 'RATE_LIMITED')
}
