import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { CodeHost, PullRequestPage } from '../../src/code-hosts/code-host.js'
import { guardedFetch } from '../../src/code-hosts/guarded-fetch.js'
import type { HostKind } from '../../src/code-hosts/host-type.js'
import { hosts } from '../../src/code-hosts/hosts.js'
import { localServer } from './local-server.js'
import { sharedFolder } from './requirements.js'

// biome-ignore lint/suspicious/noExplicitAny: what real hosts answered; the adapters check it
export type Recorded = any

/** One of the recorded answers of real hosts. */
export function recorded(path: string): Recorded {
  return JSON.parse(readFileSync(join(sharedFolder, 'api-data', path), 'utf8'))
}

/** An adapter in front of a server that answers from what was recorded, else with 404. */
export async function recordedHost(
  kind: HostKind,
  answer: (path: string, body: string) => unknown,
): Promise<CodeHost> {
  const origin = await localServer((request, response) => {
    let body = ''
    request.on('data', (part) => {
      body += part
    })
    request.on('end', () => {
      const found = answer(decodeURIComponent(request.url ?? ''), body)
      response.writeHead(found === undefined ? 404 : 200, { 'content-type': 'application/json' })
      response.end(JSON.stringify(found ?? { message: 'Not Found' }))
    })
  })
  const fetch = guardedFetch({ origins: [origin], outboundAllow: [origin] })
  return hosts[kind].connect({ origin, token: 't', tokenUser: null, fetch, onQuota: () => {} })
}

/** Everything there is, in one page. */
export async function readAll(host: CodeHost, hostId: string): Promise<PullRequestPage> {
  const repository = { hostId, fullName: 'owner/name' }
  const asked = { repository, since: null, cursor: null, etag: null }
  const pages: PullRequestPage[] = []
  for await (const page of host.pullRequests(asked)) if (page !== 'unchanged') pages.push(page)
  const items = pages.flatMap((page) => page.items)
  const skipped = pages.reduce((sum, page) => sum + page.skipped, 0)
  return { ...pages.at(-1)!, items, skipped }
}
