import pg from 'pg'
import { record } from '../../src/audit/record.js'
import { checkpointKey } from '../../src/audit/signing.js'
import { verifyAudit } from '../../src/audit/verify.js'
import type { TestCompany } from './company.js'
import { connectAs, databaseUrls } from './database.js'

/** Somebody's browser. */
export const from = {
  ip: '203.0.113.7',
  userAgent: 'Mozilla/5.0 Firefox/146.0',
  requestId: 'request-1',
}

export const key = checkpointKey('a secret that nobody has')

/** Writes entries of an invented kind of work, one a transaction, as old as asked for. */
export async function writeEntries(company: TestCompany, count: number, now = new Date()) {
  const { id: actorId } = company.owner
  for (let index = 0; index < count; index++) {
    const after = { name: `Team ${index}` }
    await company.work((db) =>
      record(db, { action: 'team.created', actorId, subjectId: BigInt(index), after, from }, now),
    )
  }
}

/** What a check finds, as "kind position". */
export async function findingsOf(
  company: TestCompany,
  more: Parameters<typeof verifyAudit>[3] = [],
) {
  const { findings } = await verifyAudit(company.database, company.id, key, more)
  return findings.map(({ kind, position }) => `${kind} ${position}`)
}

/** Somebody who holds the whole database, and has put the triggers to sleep. */
export async function intruder() {
  const client = await connectAs('super')
  await client.query("SET session_replication_role = 'replica'")
  return client
}

/** What an intruder has torn apart is no other test's to find: traces without an entry go. */
export async function mendAudits(): Promise<void> {
  const client = new pg.Client({ connectionString: databaseUrls().superUrl })
  await client.connect()
  await client.query(
    `DELETE FROM audit_traces t WHERE NOT EXISTS (SELECT 1 FROM audit_entries e
       WHERE e."companyId" = t."companyId" AND e.position = t.position)`,
  )
  await client.end()
}

/** A company whose audit begins with the test: signing up is an entry, too. */
export async function emptyAudit(company: TestCompany): Promise<TestCompany> {
  const client = await intruder()
  for (const table of ['audit_traces', 'audit_entries', 'directory.audit_heads'])
    await client.query(`DELETE FROM ${table} WHERE "companyId" = $1`, [String(company.id)])
  return company
}
