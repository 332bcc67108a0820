import { afterAll, beforeEach, describe, expect, test } from 'vitest'
import { digestOf } from '../../src/audit/chain.js'
import { anchor } from '../../src/audit/checkpoints.js'
import { verifyAudit } from '../../src/audit/verify.js'
import { findingsOf, intruder, key, mendAudits, writeEntries } from '../support/audit.js'
import { makeCompany, type TestCompany } from '../support/company.js'

afterAll(mendAudits)

let company: TestCompany
/** Positions of the entries of the test's own: eight, signed after the sixth. */
let at: (index: number) => string

beforeEach(async () => {
  company = await makeCompany()
  const before = await company.work((db) => db.auditEntry.count())
  await writeEntries(company, 6)
  await company.work((db) => anchor(db, key))
  await writeEntries(company, 2)
  at = (index) => String(before + index)
})

async function tamper(sql: string, ...values: unknown[]) {
  const client = await intruder()
  const { rowCount } = await client.query(sql, [String(company.id), ...values])
  expect(rowCount).toBeGreaterThan(0)
}

describe('checking an audit', () => {
  test('finds nothing in one that nobody touched', async () => {
    expect(await findingsOf(company)).toEqual([])
    const check = await verifyAudit(company.database, company.id, key)
    expect(check).toMatchObject({ entries: Number(at(8)), checkpoints: 1, closed: 0n })
  })

  test('ASVS 16.4.2: names a change', async () => {
    const change = `UPDATE audit_entries SET after = '{"name":"Other"}' WHERE "companyId" = $1 AND position = $2`
    await tamper(change, at(3))
    expect(await findingsOf(company)).toEqual([`changed ${at(3)}`])
  })

  test.each([
    ['action', "'team.archived'"],
    ['at', `at + interval '1 second'`],
    ['"actorId"', 'NULL'],
    ['"subjectId"', '999'],
    ['"requestId"', "'another'"],
    ['"subjectType"', "'user'"],
    ['before', `'{"name":"Before"}'`],
  ])('names a change of %s', async (column, value) => {
    const change = `UPDATE audit_entries SET ${column} = ${value} WHERE "companyId" = $1 AND position = $2`
    await tamper(change, at(2))
    expect(await findingsOf(company)).toEqual([`changed ${at(2)}`])
  })

  test('names a change of what identifies somebody, and a trace that is gone', async () => {
    const where = `WHERE "companyId" = $1 AND position = $2`
    await tamper(`UPDATE audit_traces SET ip = '198.51.100.1' ${where}`, at(4))
    await tamper(`DELETE FROM audit_traces ${where}`, at(5))
    expect(await findingsOf(company)).toEqual([`changed ${at(4)}`, `missing ${at(5)}`])
  })

  test('ASVS 16.4.2: names a deletion, also where the rest was numbered anew', async () => {
    await tamper(`DELETE FROM audit_entries WHERE "companyId" = $1 AND position = $2`, at(3))
    expect(await findingsOf(company)).toEqual([`missing ${at(3)}`])
    const move = `UPDATE audit_entries SET position = position - 1 WHERE "companyId" = $1 AND position = $2`
    for (const index of [4, 5, 6, 7, 8]) await tamper(move, at(index))
    const traces = `UPDATE audit_traces SET position = position - 1 WHERE "companyId" = $1 AND position > $2`
    await tamper(`DELETE FROM audit_traces WHERE "companyId" = $1 AND position = $2`, at(3))
    for (const index of [3, 4, 5, 6, 7])
      await tamper(traces.replace('> $2', '= $2::bigint + 1'), at(index))
    expect(await findingsOf(company)).toContain(`missing ${at(3)}`)
  })

  test('ASVS 16.4.2: names a reordering', async () => {
    const where = `WHERE "companyId" = $1 AND position = $2`
    for (const table of ['audit_entries', 'audit_traces']) {
      await tamper(`UPDATE ${table} SET position = 1000 ${where}`, at(2))
      await tamper(`UPDATE ${table} SET position = position - 1 ${where}`, at(3))
      await tamper(
        `UPDATE ${table} SET position = $2::bigint WHERE "companyId" = $1 AND position = 1000`,
        at(3),
      )
    }
    expect(await findingsOf(company)).toEqual([
      ...[`reordered ${at(2)}`, `reordered ${at(3)}`, `reordered ${at(4)}`],
    ])
  })

  test('ASVS 16.4.2: names a tail that was cut off, by the count that is kept apart', async () => {
    await tamper(`DELETE FROM audit_entries WHERE "companyId" = $1 AND position >= $2`, at(7))
    expect(await findingsOf(company)).toEqual([`truncated ${at(7)}`])
  })

  test('names a cut with the count set back, by what was signed', async () => {
    const { digest } = await company.work((db) =>
      db.auditEntry.findFirstOrThrow({ where: { position: BigInt(at(4)) } }),
    )
    await tamper(`DELETE FROM audit_entries WHERE "companyId" = $1 AND position > $2`, at(4))
    const head = `UPDATE directory.audit_heads SET position = $2, digest = $3 WHERE "companyId" = $1`
    await tamper(head, at(4), Buffer.from(digest))
    expect(await findingsOf(company)).toEqual([`truncated ${at(5)}`])
  })

  test('names a cut with count and checkpoints, by an anchor kept elsewhere', async () => {
    const { position, digest } = await verifyAudit(company.database, company.id, key)
    const kept = {
      companyId: company.id,
      position,
      digest: new Uint8Array(Buffer.from(digest, 'hex')),
    }
    expect(await findingsOf(company, [kept])).toEqual([])
    for (const table of ['audit_entries', 'audit_checkpoints', 'directory.audit_heads'])
      await tamper(`DELETE FROM ${table} WHERE "companyId" = $1`)
    expect(await findingsOf(company)).toEqual([])
    expect(await findingsOf(company, [kept])).toEqual(['truncated 1'])
  })

  test('names a chain that was written anew from some entry on, by what was signed', async () => {
    const entries = await company.work((db) =>
      db.auditEntry.findMany({ orderBy: { position: 'asc' } }),
    )
    let previous = new Uint8Array(entries[0]!.previous)
    for (const entry of entries) {
      const forged = { ...entry, requestId: 'forged', before: null, after: entry.after as never }
      const digest = digestOf(previous, forged)
      const rewrite = `UPDATE audit_entries SET "requestId" = 'forged', before = NULL, previous = $3, digest = $4
        WHERE "companyId" = $1 AND position = $2`
      await tamper(rewrite, String(entry.position), Buffer.from(previous), Buffer.from(digest))
      previous = digest
    }
    const head = `UPDATE directory.audit_heads SET digest = $2 WHERE "companyId" = $1`
    await tamper(head, Buffer.from(previous))
    expect(await findingsOf(company)).toEqual([`changed ${at(6)}`])
  })

  test('names a checkpoint that this installation did not sign', async () => {
    const { position } = await company.work((db) => db.auditCheckpoint.findFirstOrThrow())
    await tamper(`UPDATE audit_checkpoints SET closes = true WHERE "companyId" = $1`)
    expect(await findingsOf(company)).toEqual([`forged ${position}`])
  })
})
