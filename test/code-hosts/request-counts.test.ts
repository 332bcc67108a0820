import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { asked, connect, read } from '../support/code-host/connection.js'
import { FakeCodeHost } from '../support/code-host/fake-code-host.js'
import { seed } from '../support/code-host/seed-builder.js'

/** A thousand pull requests: two reviews, three comments and two commits each. */
const thousand = seed({ pullRequests: 1000 })
const [repository] = thousand.repositories

describe('a thousand pull requests with their reviews', () => {
  let fake: FakeCodeHost
  beforeAll(async () => {
    fake = await FakeCodeHost.start(thousand)
  })
  afterAll(() => fake.stop())

  test('take at most thirty requests on GitHub', async () => {
    fake.requests.clear()
    const stored = await read(connect(fake, 'github'), repository!)
    expect(stored.byNumber.size).toBe(1000)
    const reviews = [...stored.byNumber.values()].flatMap((one) => one.reviews)
    expect(reviews).toHaveLength(2000)
    expect([...stored.byNumber.values()].filter(({ gap }) => gap !== null)).toEqual([])
    // One for the mark, twenty pages of fifty.
    expect(fake.requests.all).toHaveLength(21)
  })

  test('take no request each on Bitbucket', async () => {
    fake.requests.clear()
    const stored = await read(connect(fake, 'bitbucket'), repository!)
    expect(stored.byNumber.size).toBe(1000)
    const reviews = [...stored.byNumber.values()].flatMap((one) => one.reviews)
    expect(reviews).toHaveLength(1000)
    const paths = fake.requests.all.map(({ path }) => path.split('/').slice(5).join('/'))
    expect([...new Set(paths)].sort()).toEqual(['pullrequests', 'pullrequests/activity'])
    // Twenty pages of pull requests; what happened to them, six or seven things each, by fifty.
    expect(paths.length).toBeLessThanOrEqual(20 + (1000 * 7) / 50)
  })
})

describe('asking again', () => {
  let fake: FakeCodeHost
  beforeAll(async () => {
    fake = await FakeCodeHost.start(seed({ pullRequests: 60 }))
  })
  afterAll(() => fake.stop())

  test('where nothing moved takes one request on GitHub, and costs nothing', async () => {
    const connection = connect(fake, 'github')
    const [known] = fake.seed.repositories
    const stored = await read(connection, known!)
    fake.requests.clear()
    const pages = []
    const told = asked(connection, known!, { since: stored.readTo, etag: stored.etag })
    for await (const page of connection.host.pullRequests(told)) pages.push(page)
    expect(pages).toEqual(['unchanged'])
    expect(fake.requests.all.map(({ status }) => status)).toEqual([304])
  })

  test.each(['gitlab', 'bitbucket', 'github'] as const)(
    'for what is new reads only that on %s',
    async (kind) => {
      const connection = connect(fake, kind)
      const [known] = fake.seed.repositories
      const stored = await read(connection, known!)
      const moved = known!.pullRequests[10]!
      const added = { ...moved.comments[1]!, id: 999_999, at: new Date() }
      moved.comments.push(added)
      moved.updatedAt = added.at
      fake.requests.clear()
      const later = await read(connection, known!, undefined, new Date(Date.now() - 60_000))
      expect([...later.byNumber.keys()]).toContain(11)
      expect(later.byNumber.get(11)!.comments).toHaveLength(moved.comments.length)
      expect(later.byNumber.size).toBeLessThan(3)
      expect(fake.requests.all.length).toBeLessThanOrEqual(8)
      expect(stored.byNumber.size).toBe(60)
    },
  )

  test('for an approval that did not count as an update finds it on Bitbucket', async () => {
    const connection = connect(fake, 'bitbucket')
    const [known] = fake.seed.repositories
    const pull = known!.pullRequests[20]!
    const since = new Date(Date.now() - 60_000)
    const author = fake.seed.people[3]!
    pull.reviews.push({ id: 999_998, author, verdict: 'approved', at: new Date(), body: '' })
    const later = await read(connection, known!, undefined, since)
    const found = later.byNumber.get(21)
    expect(found?.reviews.at(-1)).toMatchObject({ verdict: 'approved' })
    expect(found?.reviews).toHaveLength(pull.reviews.length - 1)
  })
})
