import pg from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { admitCollections } from '../../src/database/collections-due.js'
import { collectRepositoryJob } from '../../src/jobs/collect-repository.js'
import { seed } from '../support/code-host/seed-builder.js'
import { makeCompany } from '../support/company.js'
import { databaseUrls, testDatabase } from '../support/database.js'
import { type Hosted, makeHosted, never } from '../support/hosted.js'

// 500 repositories of two companies, one of them with nearly all, through the worker's job.

const counts = { large: 480, small: 20 }
let [large, small]: Hosted[] = []

beforeAll(async () => {
  const client = new pg.Client({ connectionString: databaseUrls().superUrl })
  await client.connect()
  await client.query('DELETE FROM directory.collections_due')
  await client.end()
  const begin = async (repositories: number) =>
    makeHosted(await makeCompany(), 'gitlab', seed({ repositories, pullRequests: 0 }))
  large = await begin(counts.large)
  small = await begin(counts.small)
}, 300_000)

afterAll(async () => {
  await large?.fake.stop()
  await small?.fake.stop()
})

test('all are read once before any is read again, and the small company is through early', async () => {
  const read: string[] = []
  const both = [large!, small!]
  // GitLab allows so many a minute; what is tested is whose turn it is.
  for (const { fake } of both) fake.quotas.limits.gitlab = 1_000_000
  for (;;) {
    const turns = await admitCollections(testDatabase(), { slots: 12, share: 3 })
    if (turns.length === 0) break
    await Promise.all(
      turns.map(async (turn) => {
        const { services } = both.find(({ company }) => company.id === turn.companyId)!
        await collectRepositoryJob(services, turn, never)
        read.push(`${turn.companyId} ${turn.repositoryId}`)
      }),
    )
  }
  expect(read).toHaveLength(counts.large + counts.small)
  expect(new Set(read).size).toBe(read.length)
  const last = read.findLastIndex((one) => one.startsWith(`${small!.company.id} `))
  expect(last).toBeLessThan(2 * counts.small + 12)
  for (const { company, fake, repositoryIds } of both) {
    const states = await company.work((db) => db.collection.findMany())
    expect(states).toHaveLength(repositoryIds.length)
    expect(states.every(({ finishedAt, faultCode }) => finishedAt && !faultCode)).toBe(true)
    // One request each for what there is; members once for their owner, not once for each.
    expect(fake.requests.count('gitlab', /merge_requests$/)).toBe(repositoryIds.length)
    expect(fake.requests.count('gitlab', /members/)).toBeLessThanOrEqual(3)
  }
}, 300_000)
