import { beforeAll, describe, expect, test } from 'vitest'
import { recordAccess } from '../../src/audit/accesses.js'
import { anchor } from '../../src/audit/checkpoints.js'
import { from, key, writeEntries } from '../support/audit.js'
import { makeCompany, type TestCompany } from '../support/company.js'
import { connectAs } from '../support/database.js'

let company: TestCompany

beforeAll(async () => {
  company = await makeCompany()
  await writeEntries(company, 3)
  await company.work(async (db) => {
    await anchor(db, key)
    const access = { actorId: company.owner.id, kind: 'viewed', subjectType: 'developer' } as const
    await recordAccess(db, { ...access, subjectId: 1n, from })
  })
})

async function bound(role: 'app' | 'owner') {
  const client = await connectAs(role)
  await client.query("SELECT set_config('app.company_id', $1, false)", [String(company.id)])
  return client
}

const tables = ['audit_entries', 'audit_traces', 'audit_checkpoints', 'access_entries']

describe('ASVS 16.4.2: the running role', () => {
  const mayUpdate = new Set(['audit_traces'])

  test.each(tables)('has no grant to change or delete rows of %s', async (table) => {
    const client = await bound('app')
    const { rows } = await client.query(
      `SELECT has_table_privilege($1, 'SELECT') AS select, has_table_privilege($1, 'INSERT') AS insert,
         has_table_privilege($1, 'UPDATE') AS update, has_table_privilege($1, 'DELETE') AS delete,
         has_table_privilege($1, 'TRUNCATE') AS truncate`,
      [table],
    )
    const granted = { select: true, insert: true, delete: false, truncate: false }
    expect(rows).toEqual([{ ...granted, update: mayUpdate.has(table) }])
    await expect(client.query(`DELETE FROM ${table}`)).rejects.toMatchObject({ code: '42501' })
  })

  test('cannot put an entry anywhere but at the end', async () => {
    const client = await bound('app')
    const copy = (position: string) =>
      `INSERT INTO audit_entries ("companyId", position, at, action, previous, digest)
       SELECT "companyId", ${position}, at, action, previous, digest FROM audit_entries
       ORDER BY position DESC LIMIT 1`
    for (const position of ['position + 1', 'position + 2', '1', '-1'])
      await expect(client.query(copy(position)), position).rejects.toThrow(
        'not the next audit entry',
      )
  })

  test('can empty a trace, not change it', async () => {
    const client = await bound('app')
    for (const change of ["name = 'Somebody else'", '"erasedAt" = now()', "party = 'subject'"])
      await expect(client.query(`UPDATE audit_traces SET ${change}`), change).rejects.toThrow(
        'emptied, not changed',
      )
  })

  test('cannot close a segment that is young, or that no checkpoint closes', async () => {
    const client = await bound('app')
    const close = 'SELECT directory.close_audit_segment($1, 3)'
    await expect(client.query(close, [String(company.id)])).rejects.toThrow('no closed segment')
    await expect(client.query(close, [String(company.id + 1n)])).rejects.toThrow('not the current')
  })
})

describe('ASVS 16.4.2: also the owner of the tables', () => {
  test.each(tables)('meets a trigger in %s', async (table) => {
    const client = await bound('owner')
    const column = table === 'audit_traces' ? 'ip' : 'at'
    await expect(client.query(`UPDATE ${table} SET ${column} = NULL`)).rejects.toThrow(
      /never|emptied/,
    )
    await expect(client.query(`DELETE FROM ${table}`)).rejects.toThrow(
      /never|emptied|closed|old enough/,
    )
    await expect(client.query(`TRUNCATE ${table} CASCADE`)).rejects.toThrow('never changed')
  })
})
