import { Agent, fetch as undiciFetch } from 'undici'
import { startDeadline } from './deadline.js'
import { HostFault } from './host-fault.js'
import type { Outbound } from './outbound-address.js'
import { pinnedLookup, refuseInsideAddress } from './pinned-lookup.js'
import { readLimited } from './read-limited.js'

/** Where a connection may go, and how much it may take. */
export interface GuardedFetchRules {
  /** All that is ever asked: the origins of the host (HostType.origins). */
  origins: readonly string[]
  /** Origins named by the configuration: these may be http, and may be inside. */
  outboundAllow: readonly string[]
  /** For one answer as a whole, redirects and body included. 30 seconds where not given. */
  timeLimitMs?: number
  /** Of one answer, after decompression. 32 MiB where not given. */
  sizeLimitBytes?: number
  /** How names become addresses; tests give their own. */
  resolve?: (hostname: string) => Promise<Outbound>
}

const redirects = new Set([301, 302, 303, 307, 308])
const maximumRedirects = 3
/** Statuses that a response with a body, even an empty one, must not have. */
const bodiless = new Set([204, 205, 304])

/**
 * The only way out to code hosts, shaped like fetch: asks the origins it was given and nobody else,
 * never an address inside unless the configuration names its origin, follows redirects only within
 * their origin, and gives up on what is too slow or too large. The answer has been read to its end.
 * @throws HostFault that was made anew: no address's query, no header, no cause
 */
export function guardedFetch(rules: GuardedFetchRules): typeof globalThis.fetch {
  const guarded = new Agent({
    connect: { timeout: 10_000, lookup: pinnedLookup(rules.resolve) },
  })
  const open = new Agent({ connect: { timeout: 10_000 } })
  return async (input, init = {}) => {
    if (input instanceof Request) throw new TypeError('Give the address and its options apart.')
    const first = new URL(input)
    const deadline = startDeadline(rules.timeLimitMs ?? 30_000, init.signal ?? null)
    let url = first
    try {
      for (let hops = 0; ; hops += 1) {
        const isAllowed = checkAddress(url, rules)
        const response = await undiciFetch(url, {
          method: init.method ?? 'GET',
          headers: { 'user-agent': 'Codevisto', ...Object.fromEntries(new Headers(init.headers)) },
          body: (init.body as string | null | undefined) ?? null,
          redirect: 'manual',
          signal: deadline.signal,
          dispatcher: isAllowed ? open : guarded,
        })
        const target = response.headers.get('location')
        if (redirects.has(response.status) && target !== null) {
          await response.body?.cancel()
          url = redirected(url, target, { hops, method: init.method ?? 'GET' })
          continue
        }
        const limit = rules.sizeLimitBytes ?? 32 * 1024 * 1024
        return rebuilt(response, await readLimited(response.body, limit, url.hostname))
      }
    } catch (error) {
      if (init.signal?.aborted) throw init.signal.reason
      throw faultOf(error, url.hostname, deadline.signal.aborted)
    } finally {
      deadline.end()
    }
  }
}

/**
 * @returns whether the configuration names the address's origin
 * @throws HostFault where it must not be asked
 */
function checkAddress(url: URL, { origins, outboundAllow }: GuardedFetchRules): boolean {
  if (!origins.includes(url.origin) || url.username !== '' || url.password !== '') {
    throw new HostFault(
      'blocked-origin',
      `${url.origin} is not part of this code host and was not asked.`,
    )
  }
  if (outboundAllow.includes(url.origin)) return true
  if (url.protocol !== 'https:') {
    throw new HostFault('blocked-origin', `${url.hostname} is asked over https only.`)
  }
  refuseInsideAddress(url.hostname)
  return false
}

function redirected(from: URL, target: string, told: { hops: number; method: string }): URL {
  const to = URL.canParse(target, from.href) ? new URL(target, from) : null
  if (to && to.origin !== from.origin) {
    throw new HostFault(
      'blocked-origin',
      `${from.hostname} sends on to ${to.origin}, which was not asked.`,
    )
  }
  const isFollowed = ['GET', 'HEAD'].includes(told.method.toUpperCase())
  if (to && isFollowed && told.hops < maximumRedirects) return to
  throw new HostFault('contract', `${from.hostname} sends elsewhere without end or sense.`)
}

/** The same answer, over and read: nothing that reads it later can wait or break. */
function rebuilt(response: { status: number; headers: Iterable<[string, string]> }, body: Buffer) {
  const headers = new Headers([...response.headers])
  headers.delete('content-encoding')
  headers.delete('content-length')
  const isBodiless = bodiless.has(response.status)
  return new Response(isBodiless ? null : new Uint8Array(body), {
    status: response.status,
    headers,
  })
}

/** Anything thrown on the way, as a fault that holds nothing of it but a code of Node's. */
function faultOf(error: unknown, hostname: string, isLate: boolean): HostFault {
  const chain = [error, (error as Error | null)?.cause]
  const known = chain.find((part) => part instanceof HostFault)
  if (known) return new HostFault(known.kind, known.message)
  if (isLate) return new HostFault('network', `${hostname} did not answer in time.`)
  const codes = chain.map((part) => (part as { code?: unknown } | null)?.code)
  const code = codes.find((one) => typeof one === 'string' && /^[A-Z][A-Z0-9_]{2,60}$/.test(one))
  return new HostFault(
    'network',
    `${hostname} could not be reached, or broke off${code ? ` (${String(code)})` : ''}.`,
  )
}
