import { afterEach, beforeAll, describe, expect, test } from 'vitest'
import type { HostKind } from '../../src/code-hosts/host-type.js'
import { collectRepositoryJob } from '../../src/jobs/collect-repository.js'
import { reconcileCollections } from '../../src/jobs/collection-dispatcher.js'
import { plainForm } from '../support/code-host/plain-form.js'
import type { Seed } from '../support/code-host/seed.js'
import { seed } from '../support/code-host/seed-builder.js'
import { seedOfShapes } from '../support/code-host/seed-of-shapes.js'
import { toldBy } from '../support/code-host/told-by.js'
import { letCollect } from '../support/collecting.js'
import { makeCompany, type TestCompany } from '../support/company.js'
import { type Hosted, makeHosted, never } from '../support/hosted.js'
import { storedFacts } from '../support/stored-facts.js'

// The whole way: a connection, its list, a choice, and the worker's job, by the real adapters.

let company: TestCompany
beforeAll(async () => {
  company = await makeCompany()
})

const running: Hosted[] = []
afterEach(async () => {
  for (const { fake } of running.splice(0)) await fake.stop()
})

async function hosted(kind: HostKind, from: Seed): Promise<Hosted> {
  const made = await makeHosted(company, kind, from)
  running.push(made)
  return made
}

/** What stands in the database of one repository, whole, but for when it was read. */
const rows = (repositoryId: bigint) =>
  company.work(async (db) => ({
    pullRequests: await db.pullRequest.findMany({
      where: { repositoryId },
      include: { reviews: true, comments: true, events: true, commits: true },
      omit: { readAt: true },
      orderBy: { number: 'asc' },
    }),
    accounts: await db.hostAccount.findMany({ orderBy: { id: 'asc' } }),
    developers: await db.developer.findMany({ orderBy: { id: 'asc' } }),
  }))

const plain = async ({ repositoryId, fake }: Hosted) =>
  (await storedFacts(company, repositoryId)).map((fact) => plainForm(fake.seed, fact))

/** The repository called this, first among those chosen. */
async function named(its: Hosted, name: string): Promise<Hosted> {
  const { id: repositoryId } = await company.work((db) =>
    db.repository.findFirstOrThrow({ where: { connectionId: its.connectionId, name } }),
  )
  return { ...its, repositoryId, collect: () => its.collect(repositoryId) }
}

const kinds = ['github', 'gitlab', 'bitbucket'] as const
/** Three pages of fifty, and some. */
const many = () => seed({ pullRequests: 120 })

describe.each(kinds)('from %s', (kind) => {
  const expected = ({ fake }: Hosted) =>
    fake.seed.repositories[0]!.pullRequests.map((pull) => toldBy(kind, pull))

  test('every shape a pull request can have stands in the database as the seed has it', async () => {
    const its = await named(await hosted(kind, seedOfShapes()), 'acme/webshop')
    await its.collect()
    expect(await plain(its)).toEqual(expected(its))
    const { pullRequests } = await rows(its.repositoryId)
    const merged = pullRequests.filter(({ state }) => state === 'merged')
    expect(merged.map(({ number }) => number)).toEqual([1, 3, 4, 8])
    for (const one of merged) {
      const phases = [one.codingSeconds, one.pickupSeconds, one.reviewSeconds, one.mergeSeconds]
      expect(phases.reduce((sum, seconds) => sum! + seconds!, 0)).toBe(one.cycleSeconds)
    }
    // Written 500 minutes before, ready after 60, refused after 120, approved after 480, merged after
    // 600. Bitbucket tells neither commits nor drafts.
    const [first] = merged
    const phases = [first!.codingSeconds, first!.pickupSeconds, first!.reviewSeconds]
    const minutes = kind === 'bitbucket' ? [0, 120, 360] : [560, 60, 360]
    expect(phases).toEqual(minutes.map((minute) => minute * 60))
    expect(first!.mergeSeconds).toBe(120 * 60)
    const words = pullRequests.flatMap(({ comments }) => comments.map(({ text }) => text))
    expect(words.join('\n')).not.toMatch(/secretCode|leaked|there\(\)|yet\(\)/)
    expect(words.join('\n')).toContain('and done.')
  })

  test('read again, whole or what is new, it leaves the same rows', async () => {
    const its = await hosted(kind, seed({ pullRequests: 8 }))
    await its.collect()
    const before = await rows(its.repositoryId)
    await its.collect()
    expect(await rows(its.repositoryId)).toEqual(before)
    await company.work((db) =>
      db.collection.updateMany({
        where: { repositoryId: its.repositoryId },
        data: { readTo: null, etag: null, reconciledAt: null },
      }),
    )
    await its.collect()
    expect(await rows(its.repositoryId)).toEqual(before)
  })

  test('killed between pages, another worker goes on, and the first writes nothing any more', async () => {
    const its = await hosted(kind, many())
    const { services, repositoryId } = its
    const whole = { ...services }
    let wake = () => {}
    const asleep = new Promise<void>((resolve) => {
      // Falls silent before its second page, as a machine does that is switched off.
      services.connect = async (...given) => {
        const open = await whole.connect(...given)
        const { host } = open!
        const pullRequests: typeof host.pullRequests = async function* (asked) {
          let pages = 0
          for await (const page of host.pullRequests(asked)) {
            if (++pages === 2) {
              await new Promise<void>((go) => {
                wake = go
                resolve()
              })
            }
            yield page
          }
        }
        return { ...open!, host: { ...host, pullRequests } }
      }
    })
    const turn = await letCollect(company, its)
    const first = collectRepositoryJob(services, turn, never)
    await asleep
    expect(await plain(its)).toHaveLength(50)
    const state = () =>
      company.work((db) => db.collection.findFirstOrThrow({ where: { repositoryId } }))
    expect((await state()).cursor).not.toBeNull()
    await reconcileCollections(company.database, { silentSeconds: 0, unbegunSeconds: 0 })
    await collectRepositoryJob(whole, await letCollect(company, its), never)
    expect(await plain(its)).toEqual(expected(its))
    const after = await rows(repositoryId)
    const ended = await state()
    wake()
    await first
    expect(await rows(repositoryId)).toEqual(after)
    expect(await state()).toEqual(ended)
    expect(ended).toMatchObject({ cursor: null, faultCode: null, readTo: expect.any(Date) })
  })

  test('an unchanged repository costs one request; on Bitbucket its activity another', async () => {
    const its = await hosted(kind, seed({ pullRequests: 8 }))
    await its.collect()
    await its.collect()
    const before = await rows(its.repositoryId)
    its.fake.requests.clear()
    await its.collect()
    const expected = { github: [304], gitlab: [200], bitbucket: [200, 200] }
    expect(its.fake.requests.all.map(({ status }) => status)).toEqual(expected[kind])
    expect(await rows(its.repositoryId)).toEqual(before)
    // What happens afterwards is found.
    const [pull] = its.fake.seed.repositories[0]!.pullRequests
    Object.assign(pull!, { title: 'Another name', updatedAt: new Date() })
    await its.collect()
    expect((await plain(its)).map(({ title }) => title)).toContain('Another name')
  })
})
