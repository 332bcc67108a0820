import { createHash } from 'node:crypto'
import { retry } from '@octokit/plugin-retry'
import { throttling } from '@octokit/plugin-throttling'
import { Octokit } from '@octokit/rest'
import { githubAddresses } from './github-addresses.js'
import { githubFault, isRateLimited } from './github-fault.js'
import { HostFault } from './host-fault.js'
import type { HostAccess } from './host-type.js'
import { quotaOf } from './rate-limit.js'
import { refusalsOf } from './refusals.js'

/** A wait longer than this belongs to whoever plans the work, not to a worker that sleeps. */
const longestSleepSeconds = 5

export interface GithubAnswer {
  status: number
  headers: Headers
  data: unknown
}

export interface GithubClient {
  /** @param route such as "GET /repos/{owner}/{repo}" @throws HostFault */
  rest(route: string, parameters?: Record<string, unknown>): Promise<GithubAnswer>
  /** What a query answers, errors and all. @throws HostFault */
  graphql(query: string, variables: Record<string, unknown>): Promise<unknown>
}

/**
 * A fault of our own way out is what it is: handed on past the plugins, it is not tried again, except
 * where the way was broken. Must come first, to stand closest to the request.
 */
function ownFaults(octokit: Pick<Octokit, 'hook'>) {
  octokit.hook.wrap('request', async (request, options) => {
    try {
      return await request(options)
    } catch (error) {
      const { cause } = error as Error
      if (cause instanceof HostFault && cause.kind !== 'network') throw cause
      throw error
    }
  })
}

const Client = Octokit.plugin(ownFaults, throttling, retry)
const quiet = { debug() {}, info() {}, warn() {}, error() {} }

/** GitHub by Octokit, over the one way out; refusals and long waits come back as faults. */
export function githubClient(access: HostAccess): GithubClient {
  const { api, graphql } = githubAddresses(access.origin)
  const refusals = refusalsOf(access.origin, access.token)
  const octokit = new Client({
    auth: access.token,
    baseUrl: api,
    log: quiet,
    retry: { retries: 2, doNotRetry: [304, 400, 401, 403, 404, 410, 422, 429, 451] },
    throttle: {
      // Limits are a token's own: without an id all connections of the process would share one.
      id: createHash('sha256').update(`${access.origin} ${access.token}`).digest('hex'),
      // A query is a read; what holds writes to one a second is not meant for it.
      write: { key: () => ({ schedule: (_: unknown, job: () => unknown) => job() }) } as never,
      onRateLimit: (seconds, _options, _octokit, tries) => canSleep(seconds, tries),
      onSecondaryRateLimit: (seconds, _options, _octokit, tries) => canSleep(seconds, tries),
    },
  })
  octokit.hook.wrap('request', async (request, options) => {
    options.headers['x-github-api-version'] = '2022-11-28'
    try {
      const answer = await request(options)
      // GraphQL says so in a success, and the plugin looks for that at the public address only.
      if (isRateLimited(answer.data)) throw Object.assign(new Error(), { response: answer })
      refusals.tell(false)
      tellQuota(access, answer.headers)
      return answer
    } catch (error) {
      const { response } = error as { response?: Awaited<ReturnType<typeof request>> }
      tellQuota(access, response?.headers)
      if (response?.status === 304) return response
      const fault = githubFault(error, refusals.count())
      refusals.tell(fault.kind === 'rate-limit')
      throw fault
    }
  })
  // An object of its own for every request: the retry plugin counts its tries in it.
  const request = () => ({ fetch: access.fetch })
  return {
    async rest(route, parameters = {}) {
      const asked = { ...parameters, request: request() }
      const { status, headers, data } = await octokit.request(route, asked)
      return { status, headers: new Headers(headers as Record<string, string>), data }
    },
    async graphql(query, variables) {
      const asked = { method: 'POST' as const, url: graphql, query, variables }
      const { data } = await octokit.request({ ...asked, request: request() })
      return data
    },
  }
}

const canSleep = (seconds: number, tries: number) => seconds <= longestSleepSeconds && tries < 1

function tellQuota(access: HostAccess, told: object | undefined): void {
  const headers = new Headers(Object.entries(told ?? {}).map(([name, value]) => [name, `${value}`]))
  const quota = quotaOf(headers, headers.get('x-ratelimit-resource') ?? 'core', new Date())
  if (quota) access.onQuota(quota)
}
