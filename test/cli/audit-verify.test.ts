import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { readAnchors } from '../../src/cli/audit-anchors.js'
import { packageRoot } from '../../src/platform/root.js'
import { emptyAudit, intruder, writeEntries } from '../support/audit.js'
import { makeCompany } from '../support/company.js'
import { databaseUrls } from '../support/database.js'

/** Compiled by whatever started the tests: `npm test` does. */
const door = join(packageRoot, 'dist', 'cli', 'audit-verify.js')

function verify(...anchors: string[]) {
  const { ownerUrl, appUrl } = databaseUrls()
  const env = { PATH: process.env.PATH, DATABASE_URL: ownerUrl, DATABASE_APP_URL: appUrl }
  const secret = { MASTER_KEY: Buffer.alloc(32, 7).toString('base64') }
  return spawnSync(process.execPath, [door, ...anchors], {
    env: { ...env, ...secret },
    encoding: 'utf8',
  })
}

describe('npm run audit:verify', () => {
  test('ASVS 16.4.2: checks every company, prints anchors, and leaves with 1 when one does not hold', async () => {
    const one = await emptyAudit(await makeCompany())
    const other = await emptyAudit(await makeCompany())
    await writeEntries(one, 2)
    await writeEntries(other, 2)
    const first = verify()
    const lineOf = (text: string, { id }: { id: bigint }) =>
      text.split('\n').find((line) => line.startsWith(`company ${id}:`)) ?? ''
    expect(lineOf(first.stdout, one)).toContain('holds. 2 entries')
    const anchor = /Anchor (\S+)$/.exec(lineOf(first.stdout, other))?.[1] ?? ''
    const client = await intruder()
    for (const table of ['audit_entries', 'directory.audit_heads'])
      await client.query(`DELETE FROM ${table} WHERE "companyId" = $1`, [String(other.id)])
    const second = verify(anchor)
    expect(lineOf(second.stdout, one)).toContain('holds. 2 entries')
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
