import { execFile } from 'node:child_process'
import { afterEach, describe, expect, test } from 'vitest'
import { askFake, askGraphql } from '../support/code-host/ask-fake.js'
import { FakeCodeHost } from '../support/code-host/fake-code-host.js'
import type { Seed } from '../support/code-host/seed.js'
import { seed } from '../support/code-host/seed-builder.js'
import { seedOfShapes } from '../support/code-host/seed-of-shapes.js'
import { Stranger } from '../support/code-host/stranger.js'
import { GitRepository } from '../support/git-repository.js'

const stops: (() => Promise<void>)[] = []
afterEach(async () => {
  for (const stop of stops.splice(0)) await stop()
})

async function start(from: Seed = seedOfShapes()): Promise<FakeCodeHost> {
  const host = await FakeCodeHost.start(from)
  stops.push(() => host.stop())
  return host
}

const kinds = ['github', 'gitlab', 'bitbucket'] as const
const lists = {
  github: '/repos/acme/repository-1/pulls?state=all&per_page=10',
  gitlab: '/projects/1/merge_requests?per_page=10',
  bitbucket:
    '/repositories/acme/repository-1/pullrequests?pagelen=10&state=OPEN&state=MERGED&state=DECLINED',
}
const known = {
  github: '/repos/acme/webshop',
  gitlab: '/projects/acme%2Fwebshop',
  bitbucket: '/repositories/acme/webshop',
}

/** Follows a list to its end as its host says; the numbers on every page. */
async function follow(host: FakeCodeHost, kind: (typeof kinds)[number]): Promise<number[][]> {
  const token = host.token(kind)
  const pages: number[][] = []
  let next: string | null = lists[kind]
  while (next) {
    const response = await askFake(host, token, next)
    type Pull = { number?: number; iid?: number; id: number }
    const body = (await response.json()) as { values: Pull[]; next?: string } & Pull[]
    const pulls: Pull[] = kind === 'bitbucket' ? body.values : body
    pages.push(pulls.map(({ number, iid, id }) => number ?? iid ?? id))
    const link = /<([^>]+)>; rel="next"/.exec(response.headers.get('link') ?? '')?.[1]
    next = (kind === 'bitbucket' ? body.next : link) ?? null
  }
  return pages
}

describe.each(kinds)('as %s', (kind) => {
  test('lists go on to their end, as the host leads', async () => {
    const host = await start(seed({ pullRequests: 25 }))
    const pages = await follow(host, kind)
    expect(pages.map(({ length }) => length)).toEqual([10, 10, 5])
    expect(new Set(pages.flat()).size).toBe(25)
  })

  test('an empty page in the middle and repeated items lose nothing', async () => {
    const host = await start(seed({ pullRequests: 25 }))
    host.faults.disorder({ path: /pulls|merge_requests|pullrequests/, emptyPage: 2, repeats: true })
    const pages = await follow(host, kind)
    expect(pages.map(({ length }) => length)).toEqual([10, 0, 10, 7])
    expect(pages.flat()).toHaveLength(27)
    expect(new Set(pages.flat()).size).toBe(25)
  })

  test('nobody is let in without a token of this host that is alive', async () => {
    const host = await start()
    const others = kinds.filter((other) => other !== kind).map((other) => host.token(other))
    const dead = [
      host.token(kind, { isRevoked: true }),
      host.token(kind, { expiresAt: new Date(Date.now() - 1000) }),
      ...others.map((other) => ({ ...other, kind })),
    ]
    for (const token of dead) expect((await askFake(host, token, '/user')).status).toBe(401)
    const alive = await askFake(host, host.token(kind), '/user')
    expect(alive.status).toBe(200)
    expect(host.requests.all.map(({ status }) => status)).toEqual([401, 401, 401, 401, 200])
  })

  test('a token without a permission is told which one', async () => {
    const host = await start()
    const token = host.token(kind, { grants: [] })
    const path = { github: '/repos/acme/webshop/pulls', gitlab: '/projects', bitbucket: '/user' }[
      kind
    ]
    const response = await askFake(host, token, path)
    expect(response.status).toBe(403)
    const told = JSON.stringify([...response.headers]) + (await response.text())
    expect(told).toMatch(/pull_requests=read|read_api|read:user:bitbucket/)
  })

  test('a repository that was renamed is led to, one that is gone is not there', async () => {
    const host = await start()
    const token = host.token(kind)
    const moved = await askFake(host, token, known[kind].replace('webshop', 'shop'))
    expect(moved.status).toBe(301)
    const there = await askFake(host, token, moved.headers.get('location')!)
    expect(await there.text()).toContain('webshop')
    expect((await askFake(host, token, known[kind].replace('webshop', 'lost'))).status).toBe(404)
  })

  test('faults happen to the request that fits, as often as said', async () => {
    const host = await start()
    const token = host.token(kind)
    host.faults.push({ kind: 'html-502', path: /user/, after: 1, times: 2 })
    const statuses: number[] = []
    for (let turn = 0; turn < 4; turn++) statuses.push((await askFake(host, token, '/user')).status)
    expect(statuses).toEqual([200, 502, 502, 200])
  })

  test('a body can break off, and the whole host can send elsewhere', async () => {
    const host = await start()
    const stranger = await Stranger.start()
    stops.push(() => stranger.stop())
    const token = host.token(kind)
    host.faults.push({ kind: 'truncated' }, { kind: 'redirect-away', to: `${stranger.origin}/x` })
    await expect(askFake(host, token, '/user').then((it) => it.text())).rejects.toThrow()
    const response = await askFake(host, token, '/user')
    expect(response.status).toBe(301)
    expect(response.headers.get('location')).toBe(`${stranger.origin}/x`)
    host.faults.disorder({ path: /repos|projects|repositories/, nextOrigin: stranger.origin })
    await host.stop().catch(() => {})
    stops.shift()
    expect(stranger.requests).toEqual([])
  })

  test('a revoked token stays revoked', async () => {
    const host = await start()
    const token = host.token(kind)
    host.faults.push({ kind: 'revoked', after: 1 })
    const statuses: number[] = []
    for (let turn = 0; turn < 3; turn++) statuses.push((await askFake(host, token, '/user')).status)
    expect(statuses).toEqual([200, 401, 401])
  })
})

describe('GitHub', () => {
  test('a first page that has not changed costs nothing', async () => {
    const host = await start()
    const token = host.token('github')
    const path = '/repos/acme/webshop/pulls?state=all&sort=updated&direction=desc'
    const first = await askFake(host, token, path)
    const headers = { 'if-none-match': first.headers.get('etag')! }
    const again = await askFake(host, token, path, { headers })
    expect([first.status, again.status]).toEqual([200, 304])
    expect(again.headers.get('x-ratelimit-used')).toBe('1')
    host.seed.repositories[0]!.pullRequests[0]!.updatedAt = new Date()
    expect((await askFake(host, token, path, { headers })).status).toBe(200)
  })

  test('queries are answered by the official schema alone, and cost what GitHub counts', async () => {
    const host = await start()
    const token = host.token('github')
    const query = `query { rateLimit { cost nodeCount } repository(owner: "acme", name: "shop") {
      nameWithOwner pullRequests(first: 50, orderBy: { field: UPDATED_AT, direction: DESC }) {
        totalCount nodes { number author { login } reviews(first: 50) { totalCount } }
      } } }`
    const { data, errors } = await askGraphql(host, token, query)
    expect(errors).toBeUndefined()
    expect(data.repository.nameWithOwner).toBe('acme/webshop')
    expect(data.repository.pullRequests.totalCount).toBe(8)
    // (1 + 50) / 100, and 50 + 50 x 50.
    expect(data.rateLimit).toEqual({ cost: 1, nodeCount: 2550 })
    const wrong = await askGraphql(host, token, '{ repository(owner: "a", name: "b") { stars } }')
    expect(wrong.errors![0]!.message).toContain('Cannot query field "stars"')
    const missing = await askGraphql(host, token, '{ repository(owner: "a", name: "b") { id } }')
    expect(missing.errors).toMatchObject([{ type: 'NOT_FOUND' }])
    const endless = '{ repository(owner: "acme", name: "webshop") { pullRequests { totalCount } } }'
    expect((await askGraphql(host, token, endless)).errors![0]!.message).toMatch(
      /`first` or `last`/,
    )
  })
})

test('Bitbucket answers with the fields that were asked for', async () => {
  const host = await start()
  const token = host.token('bitbucket')
  const path = '/repositories/acme/webshop/pullrequests?state=MERGED'
  const bare = await (await askFake(host, token, `${path}&fields=values.id,size`)).json()
  expect(bare).toEqual({ size: 4, values: [{ id: 8 }, { id: 4 }, { id: 3 }, { id: 1 }] })
  const plain = await (await askFake(host, token, path)).text()
  const more = await (await askFake(host, token, `${path}&fields=%2Bvalues.participants`)).text()
  expect([plain, more].map((text) => text.includes('"participants"'))).toEqual([false, true])
  const late = `${path}&q=${encodeURIComponent('updated_on>=2026-03-05T00:00:00Z')}&fields=values.id`
  expect(await (await askFake(host, token, late)).json()).toEqual({
    values: [{ id: 8 }, { id: 4 }],
  })
})

test('git is served with the same tokens, by the name each host asks for', async () => {
  const repository = await GitRepository.create()
  stops.push(() => repository.remove())
  repository.commit({ files: { 'a.txt': 'one\n' } })
  const host = await start()
  host.seed.repositories[0]!.gitPath = repository.save()
  const url = `${host.origin}/acme/webshop.git`
  const names = {
    github: 'x-access-token',
    gitlab: 'oauth2',
    bitbucket: 'x-bitbucket-api-token-auth',
  }
  const listed = (user: string, secret: string) => {
    const header = `Authorization: Basic ${Buffer.from(`${user}:${secret}`).toString('base64')}`
    const options = ['-c', `http.extraHeader=${header}`, '-c', 'credential.helper=']
    const env = { PATH: process.env.PATH ?? '', GIT_TERMINAL_PROMPT: '0', GIT_ASKPASS: 'true' }
    return new Promise<string>((resolve, reject) => {
      execFile('git', [...options, 'ls-remote', url], { env }, (error, out) =>
        error ? reject(error) : resolve(out),
      )
    })
  }
  for (const kind of kinds) {
    const { secret } = host.token(kind)
    expect(await listed(names[kind], secret)).toContain('refs/heads/main')
    await expect(listed(names[kind], 'other')).rejects.toThrow(/Authentication failed/)
  }
  await expect(listed('ada', host.token('github').secret)).rejects.toThrow(/Authentication failed/)
})
