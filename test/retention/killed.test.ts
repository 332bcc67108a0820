import { type ChildProcess, spawn } from 'node:child_process'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { nowhere } from '../../src/audit/traces.js'
import { packageRoot } from '../../src/platform/root.js'
import { erasureStep } from '../../src/retention/erasure-steps.js'
import { requestErasure } from '../../src/retention/erasures.js'
import { checkRollUps } from '../../src/roll-ups/check-roll-ups.js'
import { makeCompany, type TestCompany } from '../support/company.js'
import { databaseUrls } from '../support/database.js'
import { makeCommit, storeCommits } from '../support/facts.js'
import { orphans } from '../support/orphans.js'
import { ask, cleanUp, drive, makeYears, remains, year2024 } from '../support/retention.js'
import { poolOf } from '../support/snapshot.js'

/** The worker's own handler in a process of its own, compiled by whatever started the tests. */
const script = `
  const [dist, url, companyId, kind, subjectId] = process.argv.slice(1)
  const { openDatabase } = await import(dist + '/database/client.js')
  const { doChoreJob } = await import(dist + '/jobs/chores.js')
  const database = openDatabase(url, { connections: 2 })
  const chore = { companyId: BigInt(companyId), kind, subjectId: BigInt(subjectId) }
  await doChoreJob({ database, log: { info() {} } }, chore, new AbortController().signal)
  await database.close()`

type Kind = 'clean-up' | 'erasure'

function start({ id }: TestCompany, kind: Kind, subjectId: bigint): ChildProcess {
  const args = [join(packageRoot, 'dist'), databaseUrls().appUrl, String(id), kind]
  const told = ['--input-type=module', '-e', script, ...args, String(subjectId)]
  return spawn(process.execPath, told, { stdio: ['ignore', 'ignore', 'inherit'] })
}

const tables = { 'clean-up': 'clean_ups', erasure: 'erasures' }

/** How far it is, in words that change with every step. */
async function placeOf(company: TestCompany, kind: Kind, id: bigint): Promise<string> {
  const { rows } = await poolOf(databaseUrls().superUrl).query<{ at: string }>(
    `SELECT concat_ws(' ', c.stage, c.counts, row_to_json(c)) AS at FROM ${tables[kind]} c
     WHERE "companyId" = $1 AND id = $2`,
    [String(company.id), String(id)],
  )
  return rows[0]!.at
}

/**
 * Kills the process (-9) as soon as it has stored a step, `kills` times, and lets the last one end.
 * @returns how many were killed in the middle
 */
async function killed(company: TestCompany, kind: Kind, id: bigint, kills: number) {
  let count = 0
  for (let at = await placeOf(company, kind, id); !at.startsWith('done'); ) {
    const child = start(company, kind, id)
    const gone = new Promise<number | null>((resolve) => child.once('exit', resolve))
    const before = at
    while (count < kills && at === before && child.exitCode === null) {
      at = await placeOf(company, kind, id)
      await new Promise((resolve) => setImmediate(resolve))
    }
    if (count < kills && at !== before) {
      child.kill('SIGKILL')
      count += 1
    }
    await gone
    at = await placeOf(company, kind, id)
  }
  return count
}

/** The pseudonym holds an id, which is another one in another company. */
const nameless = (text: string) => text.replace(/(erased\D*)\d+/gi, '$1')

async function sound(company: TestCompany): Promise<void> {
  expect(await company.work(checkRollUps)).toEqual([])
  expect(await orphans()).toEqual([])
}

// Every kill costs the start of a process.
describe('a process that is killed in the middle', { timeout: 90_000 }, () => {
  test('of a clean-up leaves what the next one needs to end in the same state', async () => {
    const [one, other] = [await makeCompany(), await makeCompany()]
    const wish = async (company: TestCompany) => {
      const { places, connected } = await makeYears(company)
      return ask(company, year2024([...places, connected].map(({ repositoryId }) => repositoryId)))
    }
    await cleanUp(one, await wish(one))
    const kills = await killed(other, 'clean-up', await wish(other), 2)
    expect(kills).toBe(2)
    expect(await remains(other.id)).toBe(await remains(one.id))
    await sound(other)
  })

  test('of an erasure likewise, and the name is nowhere', async () => {
    const make = async () => {
      const company = await makeCompany()
      const { places } = await makeYears(company)
      const told = { authorName: 'Ben', authoredAt: '2025-06-01T10:00:00.000Z' }
      const message = 'Pay by card\n\nSigned-off-by: Bea <bea@example.com>'
      await storeCommits(company, places[0]!, [makeCommit({ ...told, message })])
      const id = await company.work(async (db) => {
        const bea = await db.developer.findFirstOrThrow({ where: { name: 'Bea' } })
        return requestErasure(db, bea.id, { actorId: company.owner.id, from: nowhere })
      })
      return { company, id: id! }
    }
    const [one, other] = [await make(), await make()]
    await drive(one.company, (queries) => erasureStep(queries, one.id))
    expect(await killed(other.company, 'erasure', other.id, 2)).toBe(2)
    const left = nameless(await remains(other.company.id))
    expect(left).toBe(nameless(await remains(one.company.id)))
    expect(left).not.toMatch(/\bbea\b/i)
    const found = await other.company.work((db) =>
      db.commit.count({ where: { message: { contains: 'bea', mode: 'insensitive' } } }),
    )
    expect(found).toBe(0)
    await sound(other.company)
  })
})
