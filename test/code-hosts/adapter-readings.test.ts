import { expect, test } from 'vitest'
import type { CodeHost, PullRequestPage, RemoteRepository } from '../../src/code-hosts/code-host.js'
import { guardedFetch } from '../../src/code-hosts/guarded-fetch.js'
import type { HostKind } from '../../src/code-hosts/host-type.js'
import { hosts } from '../../src/code-hosts/hosts.js'
import type { PullRequestFact } from '../../src/code-hosts/pull-request-fact.js'
import { FakeCodeHost } from '../support/code-host/fake-code-host.js'
import type { Seed } from '../support/code-host/seed.js'
import { seed } from '../support/code-host/seed-builder.js'
import { seedOfShapes } from '../support/code-host/seed-of-shapes.js'

const kinds: HostKind[] = ['github', 'gitlab', 'bitbucket']

async function reading(
  kind: HostKind,
  from: Seed,
  work: (told: { fake: FakeCodeHost; host: CodeHost; all: RemoteRepository[] }) => Promise<void>,
) {
  const fake = await FakeCodeHost.start(from)
  try {
    const { secret: token, email: tokenUser } = fake.token(kind)
    const { origin } = fake
    const fetch = guardedFetch({ origins: [origin], outboundAllow: [origin] })
    const host = hosts[kind].connect({ origin, token, tokenUser, fetch, onQuota: () => {} })
    const all: RemoteRepository[] = []
    for await (const page of host.repositories()) all.push(...page)
    await work({ fake, host, all })
  } finally {
    await fake.stop()
  }
}

async function pagesOf(
  host: CodeHost,
  asked: Partial<Parameters<CodeHost['pullRequests']>[0]> & { repository: RemoteRepository },
  atMost = Number.POSITIVE_INFINITY,
): Promise<PullRequestPage[]> {
  const pages: PullRequestPage[] = []
  const all = host.pullRequests({ since: null, cursor: null, etag: null, ...asked })
  for await (const page of all) {
    if (page !== 'unchanged') pages.push(page)
    if (pages.length >= atMost) break
  }
  return pages
}

const itemsOf = (pages: PullRequestPage[]) => pages.flatMap(({ items }) => items)
const numbersOf = (items: PullRequestFact[]) =>
  [...new Set(items.map(({ number }) => number))].sort((a, b) => a - b)
const upTo = (last: number) => Array.from({ length: last }, (_, index) => index + 1)
const essence = ({ number, state, mergedAt, reviews, comments }: PullRequestFact) => ({
  ...{ number, state, mergedAt: mergedAt?.toISOString() ?? null },
  reviews: reviews.length,
  comments: comments.map(({ text }) => text).sort(),
})

test.each(kinds)('%s: a reading goes on from where it stopped, and loses nothing', async (kind) => {
  await reading(kind, seed({ pullRequests: 120 }), async ({ host, all: [repository] }) => {
    const asked = { repository: repository! }
    const [first] = await pagesOf(host, asked, 1)
    expect(first!.items.length).toBeGreaterThan(0)
    const rest = await pagesOf(host, { ...asked, cursor: first!.next })
    const resumed = itemsOf([first!, ...rest])
    expect(numbersOf(resumed)).toEqual(upTo(120))
    const whole = itemsOf(await pagesOf(host, asked))
    const sorted = (items: PullRequestFact[]) =>
      [...new Map(items.map((item) => [item.number, essence(item)])).values()].toSorted(
        (a, b) => a.number - b.number,
      )
    expect(sorted(resumed)).toEqual(sorted(whole))
    expect(rest.at(-1)).toMatchObject({ next: null, readTo: expect.any(Date), skipped: 0 })
  })
})

test.each(kinds)('%s: what was updated since is read, whole, and nothing else', async (kind) => {
  const from = seed({ pullRequests: 60 })
  await reading(kind, from, async ({ host, all: [repository] }) => {
    const pulls = from.repositories[0]!.pullRequests
    const since = new Date(pulls[57]!.updatedAt.getTime() - 300_000)
    const some = itemsOf(await pagesOf(host, { repository: repository!, since }))
    expect(numbersOf(some)).toEqual([58, 59, 60])
    const whole = itemsOf(await pagesOf(host, { repository: repository! }))
    const same = whole.filter(({ number }) => number > 57).map(essence)
    const byNumber = (a: { number: number }, b: { number: number }) => a.number - b.number
    expect(some.map(essence).sort(byNumber)).toEqual(same.sort(byNumber))
  })
})

test.each(kinds)('%s: empty and repeated pages lose and double nothing', async (kind) => {
  await reading(kind, seed({ pullRequests: 120 }), async ({ fake, host, all: [repository] }) => {
    const path = /graphql|merge_requests$|pullrequests$/
    fake.faults.disorder({ path, emptyPage: 2, repeats: true })
    const items = itemsOf(await pagesOf(host, { repository: repository! }))
    expect(numbersOf(items)).toEqual(upTo(120))
    expect(items).toHaveLength(120)
  })
})

test.each(kinds)('%s: a renamed repository is read under its old name', async (kind) => {
  await reading(kind, seedOfShapes(), async ({ host, all }) => {
    const today = all.find(({ fullName }) => fullName === 'acme/webshop')!
    const items = itemsOf(await pagesOf(host, { repository: { ...today, fullName: 'acme/shop' } }))
    expect(numbersOf(items)).toEqual(upTo(8))
    expect(await host.repository(today.hostId)).toEqual(today)
    const texts = items.flatMap(({ comments }) => comments.map(({ text }) => text))
    expect(texts.filter((text) => /secretCode|leaked|there\(\)|`/.test(text))).toEqual([])
    const gone = items.find(({ number }) => number === 3)!
    expect([gone.author, items.find(({ number }) => number === 4)!.author?.isBot]).toEqual([
      null,
      true,
    ])
    const large = items.find(({ number }) => number === 8)!
    expect([large.reviews.length, large.comments.length, large.gap]).toEqual([70, 130, null])
  })
})

test('GitHub: the mark of the first page spares a reading', async () => {
  await reading('github', seed({ pullRequests: 5 }), async ({ fake, host, all: [repository] }) => {
    const [page] = await pagesOf(host, { repository: repository! })
    const before = fake.requests.all.length
    expect(await pagesOf(host, { repository: repository!, etag: page!.etag })).toEqual([])
    expect(fake.requests.all.length - before).toBe(1)
  })
})

test.each(kinds)('%s: all pages of repositories, members and numbers', async (kind) => {
  const from = seed({ repositories: 130, pullRequests: 1 })
  await reading(kind, from, async ({ host, all }) => {
    expect(new Set(all.map(({ fullName }) => fullName)).size).toBe(130)
    const people = []
    for await (const page of host.members('acme')) people.push(...page)
    expect(people.map(({ username }) => username).sort()).toEqual(
      from.owners[0]!.members.map(({ username }) => username).sort(),
    )
    const numbers = []
    for await (const page of host.inventory(all[0]!)) numbers.push(...page)
    expect(numbers.map(({ number }) => number)).toEqual([1])
  })
})

test.each<[HostKind, string[]]>([
  ['github', ['contents=read', 'metadata=read']],
  ['gitlab', ['read_repository']],
  ['bitbucket', ['read:repository:bitbucket', 'read:user:bitbucket', 'read:workspace:bitbucket']],
])('%s: a token that may not read pull requests says what is missing', async (kind, grants) => {
  const fake = await FakeCodeHost.start(seed({ pullRequests: 1 }))
  try {
    const { secret: token, email: tokenUser } = fake.token(kind, { grants })
    const { origin } = fake
    const fetch = guardedFetch({ origins: [origin], outboundAllow: [origin] })
    const host = hosts[kind].connect({ origin, token, tokenUser, fetch, onQuota: () => {} })
    const report = await host.checkToken()
    expect(report.account.externalId).not.toBe('')
    const consequences = report.missing.map(({ consequence }) => consequence).join(' ')
    expect(consequences).toMatch(/reviews and comments are not read/)
  } finally {
    await fake.stop()
  }
})
