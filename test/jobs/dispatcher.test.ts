import { beforeEach, describe, expect, test } from 'vitest'
import { admitRuns, type Run, releaseRun, seeRun, takeBackRuns } from '../../src/database/runs.js'
import { addAgain, dispatch, reconcile } from '../../src/jobs/dispatcher.js'
import type { JobQueue } from '../../src/jobs/queue.js'
import { makeCompany, type TestCompany } from '../support/company.js'
import { connectAs, forgetRuns, testDatabase } from '../support/database.js'
import { makeRepository } from '../support/facts.js'

/** Other tests of this worker leave runs behind; here they would take turns. */
beforeEach(forgetRuns)

async function wait(company: TestCompany, runs: number): Promise<void> {
  for (let at = 0; at < runs; at++) await makeRepository(company, `repository-${at}`)
}

const companies = (runs: Run[]) => runs.map(({ companyId }) => companyId)

/** A queue that only remembers. */
function memory() {
  const keys: string[] = []
  const queue = { add: async (_: string, key: string) => void keys.push(key) }
  return { queue: queue as unknown as JobQueue, keys }
}

describe('letting runs in', () => {
  test('takes companies in turn, however many wait before', async () => {
    const many = await makeCompany()
    const few = await makeCompany()
    await wait(many, 12)
    await wait(few, 2)
    const database = testDatabase()
    const inside = await admitRuns(database, 4)
    expect(companies(inside).filter((id) => id === few.id)).toHaveLength(2)
    expect(companies(inside).filter((id) => id === many.id)).toHaveLength(2)
    expect(await admitRuns(database, 4)).toEqual([])
    expect(companies(await admitRuns(database, 8))).toEqual(Array(4).fill(many.id))
  })

  test('gives each start a number of its own', async () => {
    const company = await makeCompany()
    await wait(company, 1)
    const database = testDatabase()
    const [first] = await admitRuns(database, 1)
    await releaseRun(database, first!)
    const [second] = await admitRuns(database, 1)
    expect([first!.attempt, second!.attempt]).toEqual([1, 2])
    expect(await seeRun(database, first!)).toBe(false)
    expect(await seeRun(database, second!)).toBe(true)
  })

  test('ASVS 2.3.4: two dispatchers at once never let the same run in', async () => {
    const company = await makeCompany()
    await wait(company, 8)
    const rounds = await Promise.all(Array.from({ length: 6 }, () => admitRuns(testDatabase(), 8)))
    const ids = rounds.flat().map(({ analysisId }) => analysisId)
    expect(ids).toHaveLength(8)
    expect(new Set(ids).size).toBe(8)
  })

  test('adds each run to the queue under a key of its start', async () => {
    const company = await makeCompany()
    await wait(company, 2)
    const { queue, keys } = memory()
    expect(await dispatch(testDatabase(), queue)).toBe(2)
    expect(keys.every((key) => /^analysis-\d+-\d+-1$/.test(key))).toBe(true)
    expect(await dispatch(testDatabase(), queue)).toBe(0)
  })

  test('leaves a run waiting when the queue is away', async () => {
    const company = await makeCompany()
    await wait(company, 1)
    const away = { add: () => Promise.reject(new Error('away')) } as unknown as JobQueue
    await expect(dispatch(testDatabase(), away)).rejects.toThrow('away')
    const { queue, keys } = memory()
    await dispatch(testDatabase(), queue)
    expect(keys).toHaveLength(1)
  })
})

describe('a job that its store has lost', () => {
  test('is added again under the same key, until a worker begins it', async () => {
    const company = await makeCompany()
    await wait(company, 2)
    const database = testDatabase()
    const { queue, keys } = memory()
    await dispatch(database, queue)
    const [first] = keys.splice(0)
    await addAgain(database, queue, 3600)
    expect(keys).toEqual([])
    await addAgain(database, queue, 0)
    expect(keys).toHaveLength(2)
    const [, analysisId] = /^analysis-\d+-(\d+)-1$/.exec(first!)!
    await seeRun(database, { companyId: company.id, analysisId: BigInt(analysisId!), attempt: 1 })
    keys.length = 0
    await addAgain(database, queue, 0)
    expect(keys).toHaveLength(1)
    expect(keys).not.toContain(first)
  })
})

describe('taking runs back', () => {
  const silent = { silentSeconds: 0, unbegunSeconds: 3600 }

  test('leaves a run alone whose worker gives signs of life', async () => {
    const company = await makeCompany()
    await wait(company, 1)
    const [run] = await admitRuns(testDatabase(), 1)
    await seeRun(testDatabase(), run!)
    expect(await takeBackRuns(testDatabase(), { silentSeconds: 60, unbegunSeconds: 60 })).toEqual(
      [],
    )
  })

  test('counts the workers that fell silent, and not the jobs that got lost', async () => {
    const company = await makeCompany()
    await wait(company, 1)
    const database = testDatabase()
    const [run] = await admitRuns(database, 1)
    expect(await takeBackRuns(database, { silentSeconds: 0, unbegunSeconds: 0 })).toMatchObject([
      { deaths: 0 },
    ])
    const [again] = await admitRuns(database, 1)
    await seeRun(database, again!)
    expect(await takeBackRuns(database, silent)).toMatchObject([{ attempt: 2, deaths: 1 }])
    expect(await seeRun(database, run!)).toBe(false)
  })

  test('fails an analysis over which three workers have died, and says so', async () => {
    const company = await makeCompany()
    await wait(company, 1)
    const database = testDatabase()
    const client = await connectAs('super')
    for (let death = 1; death <= 3; death++) {
      const [run] = await admitRuns(database, 1)
      await seeRun(database, run!)
      await client.query(`UPDATE directory.runs SET "seenAt" = now() - interval '1 hour'`)
      await reconcile(database)
    }
    const analysis = await company.work((db) => db.analysis.findFirstOrThrow())
    expect(analysis).toMatchObject({ state: 'failed', faultCode: 'worker-died' })
    expect(analysis.faultTitle).toContain('3 times')
    expect(await admitRuns(database, 8)).toEqual([])
  })
})
