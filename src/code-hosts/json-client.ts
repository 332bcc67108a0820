import { setTimeout as wait } from 'node:timers/promises'
import type { z } from 'zod'
import { checked } from './checked.js'
import { faultIn, type HostAnswer } from './host-answer.js'
import { HostFault } from './host-fault.js'
import type { HostAccess } from './host-type.js'
import { quotaOf } from './rate-limit.js'
import { refusalsOf } from './refusals.js'

/** Waits between tries after a failure of the host's own, or of the way to it. */
const retryWaitsMs = [1_000, 4_000]
/** A wait longer than this belongs to whoever plans the work, not to a worker that sleeps. */
const longestSleepMs = 5_000

export interface JsonAnswer<Body> {
  body: Body
  headers: Headers
}

export interface JsonClient {
  /**
   * Asks for one address, given in full or as a path beneath the API.
   * @throws HostFault
   */
  get<Shape extends z.ZodType>(
    address: string | URL,
    shape: Shape,
  ): Promise<JsonAnswer<z.output<Shape>>>
}

/** Asks a host that speaks plain JSON: failures are tried again, refusals and long waits are not. */
export function jsonClient(
  access: HostAccess,
  told: { title: string; apiUrl: string; authorization: string; resource(url: URL): string },
): JsonClient {
  const { title } = told
  const refusals = refusalsOf(access.origin, access.token)

  async function once(url: URL): Promise<HostAnswer> {
    const response = await access.fetch(url, {
      headers: { authorization: told.authorization, accept: 'application/json' },
    })
    const answer = {
      status: response.status,
      headers: response.headers,
      body: await response.text(),
    }
    const quota = quotaOf(answer.headers, told.resource(url), new Date())
    if (quota) access.onQuota(quota)
    const fault = faultIn(answer, title, refusals.count())
    refusals.tell(fault?.kind === 'rate-limit')
    if (fault) throw fault
    return answer
  }

  async function patiently(url: URL): Promise<HostAnswer> {
    for (let tries = 0; ; tries += 1) {
      try {
        return await once(url)
      } catch (fault) {
        const waitMs = fault instanceof HostFault ? pause(fault, tries) : null
        if (waitMs === null) throw fault
        await wait(waitMs)
      }
    }
  }

  return {
    async get(address, shape) {
      const url = beneath(address, told.apiUrl, title)
      const { body, headers } = await patiently(url)
      return { body: checked(shape, json(body, title), title), headers }
    },
  }
}

/** How long to wait before the next try; null when there is none. */
function pause(fault: HostFault, tries: number): number | null {
  const untold = ['network', 'server'].includes(fault.kind) ? (retryWaitsMs[tries] ?? null) : null
  if (fault.retryAt === null) return untold
  const waitMs = fault.retryAt.getTime() - Date.now()
  return tries < retryWaitsMs.length && waitMs <= longestSleepMs ? Math.max(waitMs, 0) : null
}

/**
 * An address of the API, never another: what a host calls its next page is only what it says.
 * @throws HostFault
 */
function beneath(address: string | URL, apiUrl: string, title: string): URL {
  const api = new URL(apiUrl)
  const text = typeof address === 'string' && address.startsWith('/') ? apiUrl + address : address
  const url = URL.canParse(text.toString()) ? new URL(text) : null
  if (url?.origin === api.origin && url.pathname.startsWith(`${api.pathname}/`)) return url
  throw new HostFault('blocked-origin', `${title} names a next page that is not its own.`)
}

function json(body: string, title: string): unknown {
  try {
    return JSON.parse(body)
  } catch {
    throw new HostFault('contract', `${title} answers with something that is not JSON.`)
  }
}
