import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { type JobQueue, openQueue } from '../../src/jobs/queue.js'
import type { QueueStore } from '../../src/jobs/queue-store.js'
import { databaseUrls } from '../support/database.js'
import { silentLog } from '../support/log.js'
import { startRedis, type TestRedis } from '../support/redis.js'
import { isMissing } from '../support/requirements.js'
import { withResolvers } from '../support/with-resolvers.js'

const payload = (analysisId: number) => ({
  ...{ companyId: '1', analysisId: String(analysisId), attempt: 1 },
})

/** What both backends must do alike. */
function contract(store: () => QueueStore): void {
  const open: JobQueue[] = []
  const queue = () => {
    const opened = openQueue(store(), silentLog)
    open.push(opened)
    return opened
  }

  afterEach(async () => {
    await Promise.all(open.splice(0).map((opened) => opened.close()))
  })

  test('works off each job once, its payload read back as ids', async () => {
    const seen: bigint[] = []
    const all = withResolvers<void>()
    const worker = queue()
    await worker.work('analyze-repository', 3, async ({ companyId, analysisId, attempt }) => {
      expect([companyId, attempt]).toEqual([1n, 1])
      seen.push(analysisId)
      if (seen.length === 20) all.resolve()
    })
    const producer = queue()
    for (let id = 1; id <= 20; id++)
      await producer.add('analyze-repository', `a-${id}`, payload(id))
    await all.promise
    expect(seen.toSorted((a, b) => Number(a - b))).toEqual(
      Array.from({ length: 20 }, (_, at) => BigInt(at + 1)),
    )
  })

  test('does not add a key again while its job is known', async () => {
    const producer = queue()
    await producer.add('analyze-repository', 'twice', payload(77))
    await producer.add('analyze-repository', 'twice', payload(77))
    let times = 0
    const done = withResolvers<void>()
    const worker = queue()
    await worker.work('analyze-repository', 1, async ({ analysisId }) => {
      if (analysisId === 77n) times += 1
      if (analysisId === 78n) done.resolve()
    })
    await producer.add('analyze-repository', 'after', payload(78))
    await done.promise
    expect(times).toBe(1)
  })

  test('ASVS 2.2.2: goes on after a job that throws or whose payload is not one', async () => {
    const done = withResolvers<void>()
    const worker = queue()
    await worker.work('analyze-repository', 1, async ({ analysisId }) => {
      if (analysisId === 1n) throw new Error('this one fails')
      done.resolve()
    })
    const producer = queue()
    await producer.add('analyze-repository', 'fails', payload(1))
    await producer.add('analyze-repository', 'odd', { ...payload(2), companyId: 'not an id' })
    await producer.add('analyze-repository', 'works', payload(3))
    await done.promise
  })

  test('raises the signal of a job in work when it closes, and waits for it', async () => {
    const begun = withResolvers<void>()
    let ended = ''
    const worker = queue()
    await worker.work('analyze-repository', 1, async (_, leaving) => {
      begun.resolve()
      await new Promise<void>((resolve) => leaving.addEventListener('abort', () => resolve()))
      ended = 'gracefully'
    })
    await queue().add('analyze-repository', 'long', payload(1))
    await begun.promise
    await worker.close()
    expect(ended).toBe('gracefully')
  })

  test('says that it is ready', async () => {
    expect(await queue().isReady()).toBe(true)
  })
}

describe('the queue in PostgreSQL', () => {
  contract(() => ({ postgresUrl: databaseUrls().appUrl }))
})

describe.skipIf(isMissing('redis'))('the queue in Redis', () => {
  let redis: TestRedis
  beforeAll(async () => {
    redis = await startRedis()
  })
  afterAll(() => redis.stop())
  contract(() => ({ redisUrl: redis.url }))

  test('answers at once, and not with a wait, while Redis is away', async () => {
    const away = openQueue({ redisUrl: 'redis://127.0.0.1:1' }, silentLog)
    expect(await away.isReady()).toBe(false)
    await expect(away.add('analyze-repository', 'x', payload(1))).rejects.toThrow()
    await away.close()
  })
})
