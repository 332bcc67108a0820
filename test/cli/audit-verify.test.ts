import { spawnSync } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { readAnchors } from '../../src/cli/audit-anchors.js'
import { packageRoot } from '../../src/platform/root.js'
import { writeEntries } from '../support/audit.js'
import { makeCompany } from '../support/company.js'
import { type SpareDatabase, spareDatabase } from '../support/spare-database.js'

/** Compiled by whatever started the tests: `npm test` does. */
const door = join(packageRoot, 'dist', 'cli', 'audit-verify.js')

function verify({ appUrl, superUrl }: SpareDatabase, ...anchors: string[]) {
  const env = { PATH: process.env.PATH, DATABASE_URL: superUrl, DATABASE_APP_URL: appUrl }
  const secret = { MASTER_KEY: randomBytes(32).toString('base64') }
  return spawnSync(process.execPath, [door, ...anchors], {
    env: { ...env, ...secret },
    encoding: 'utf8',
  })
}

describe('npm run audit:verify', () => {
  let spare: SpareDatabase

  beforeAll(async () => {
    spare = await spareDatabase()
  })

  afterAll(() => spare.drop())

  test('ASVS 16.4.2: checks every company, prints anchors, and leaves with 1 when one does not hold', async () => {
    const { database } = spare
    const [one, other] = [await makeCompany({ database }), await makeCompany({ database })]
    await writeEntries(one, 2)
    await writeEntries(other, 2)
    const first = verify(spare)
    const lineOf = (text: string, { id }: { id: bigint }) =>
      text.split('\n').find((line) => line.startsWith(`company ${id}:`)) ?? ''
    // Signing up is the first of three.
    expect(lineOf(first.stdout, one)).toContain('holds. 3 entries')
    expect(first.status).toBe(0)
    const anchor = /Anchor (\S+)$/.exec(lineOf(first.stdout, other))?.[1] ?? ''
    const wipe = (table: string) => `DELETE FROM ${table} WHERE "companyId" = ${other.id}`
    await spare.spoil(
      `SET session_replication_role = 'replica'; ${wipe('audit_entries')}; ${wipe('directory.audit_heads')}`,
    )
    const second = verify(spare, anchor)
    expect(lineOf(second.stdout, one)).toContain('holds. 3 entries')
    expect(lineOf(second.stdout, other)).toContain('DOES NOT HOLD')
    expect(second.status).toBe(1)
    expect(second.stderr).toContain('does not hold')
  })

  test('takes anchors as it printed them, nothing else', () => {
    const digest = 'ab'.repeat(32)
    expect(readAnchors([`12:345:${digest}`])).toMatchObject([{ companyId: 12n, position: 345n }])
    for (const text of ['', '1:2', `1:2:${digest}0`, `x:2:${digest}`])
      expect(() => readAnchors([text]), text).toThrow('no anchor')
  })
})
