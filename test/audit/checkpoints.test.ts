import { afterAll, describe, expect, test } from 'vitest'
import { recordAccess } from '../../src/audit/accesses.js'
import {
  anchor,
  auditDays,
  closeOldSegment,
  forgetOldAccesses,
} from '../../src/audit/checkpoints.js'
import { keepAudit } from '../../src/audit/keep.js'
import { checkpointKey, isSignedBy, keyOf, signatureOf } from '../../src/audit/signing.js'
import { verifyAudit } from '../../src/audit/verify.js'
import {
  emptyAudit,
  findingsOf,
  from,
  intruder,
  key,
  mendAudits,
  writeEntries,
} from '../support/audit.js'
import { makeCompany } from '../support/company.js'
import { silentLog } from '../support/log.js'

afterAll(mendAudits)

const day = 86_400_000
const longAgo = new Date(Date.now() - (auditDays + 1) * day)

describe('ASVS 14.2.7: retention', () => {
  test('closes a segment with a signed checkpoint, and the rest still holds', async () => {
    const company = await emptyAudit(await makeCompany())
    await writeEntries(company, 101, longAgo)
    await writeEntries(company, 3)
    expect(await company.work((db) => closeOldSegment(db, key))).toBe(101)
    const check = await verifyAudit(company.database, company.id, key)
    // Three that were kept, and the one that says what went.
    expect(check).toMatchObject({ entries: 4, closed: 101n, checkpoints: 1, findings: [] })
    expect(await company.work((db) => closeOldSegment(db, key))).toBe(0)
    expect(
      await company.work((db) => db.auditTrace.count({ where: { position: { lte: 101 } } })),
    ).toBe(0)
  })

  test('a forged closing checkpoint hides nothing', async () => {
    const company = await emptyAudit(await makeCompany())
    await writeEntries(company, 4)
    const client = await intruder()
    const id = String(company.id)
    await client.query(
      `INSERT INTO audit_checkpoints SELECT "companyId", position, true, digest, now(), $2, $3
       FROM audit_entries WHERE "companyId" = $1 AND position = 2`,
      [id, key.id, Buffer.alloc(32)],
    )
    await client.query(`DELETE FROM audit_entries WHERE "companyId" = $1 AND position <= 2`, [id])
    expect(await findingsOf(company)).toEqual(['forged 2', 'missing 1'])
  })

  test('leaves a short or a young past alone', async () => {
    const company = await emptyAudit(await makeCompany())
    await writeEntries(company, 5, longAgo)
    expect(await company.work((db) => closeOldSegment(db, key))).toBe(0)
  })

  test('forgets accesses after their own time', async () => {
    const company = await makeCompany()
    const access = { actorId: company.owner.id, kind: 'viewed', subjectType: 'developer' } as const
    await company.work((db) => recordAccess(db, { ...access, subjectId: 1n, from }))
    expect(await company.work((db) => forgetOldAccesses(db))).toBe(0)
    const client = await intruder()
    await client.query(
      `UPDATE access_entries SET at = now() - interval '400 days' WHERE "companyId" = $1`,
      [String(company.id)],
    )
    expect(await company.work((db) => forgetOldAccesses(db))).toBe(1)
  })
})

describe('anchors', () => {
  test('sign the end once, for every company, and nothing where nothing was recorded', async () => {
    const company = await emptyAudit(await makeCompany())
    expect(await company.work((db) => anchor(db, key))).toBeNull()
    await writeEntries(company, 2)
    await keepAudit(company.database, key, silentLog)
    await keepAudit(company.database, key, silentLog)
    const found = await company.work((db) => db.auditCheckpoint.findMany())
    expect(found).toMatchObject([{ position: 2n, closes: false, keyId: key.id }])
    expect(await company.work((db) => anchor(db, key))).toMatchObject({
      position: 2n,
      isNew: false,
    })
  })

  test('are signed by a key that only the secret gives', () => {
    const word = {
      companyId: 1n,
      position: 2n,
      closes: false,
      digest: new Uint8Array(32),
      at: longAgo,
    }
    const signature = signatureOf(key, word)
    expect(isSignedBy(key, { ...word, signature })).toBe(true)
    for (const change of [
      { companyId: 2n },
      { position: 3n },
      { closes: true },
      { at: new Date() },
    ])
      expect(isSignedBy(key, { ...word, ...change, signature })).toBe(false)
    expect(isSignedBy(checkpointKey('another secret'), { ...word, signature })).toBe(false)
    expect(isSignedBy(key, { ...word, signature: signature.slice(1) })).toBe(false)
    expect(keyOf({ masterKey: null, sessionSecret: null })).toBeNull()
    expect(keyOf({ masterKey: 'a', sessionSecret: 'b' })).toEqual(checkpointKey('a'))
    expect(keyOf({ masterKey: null, sessionSecret: 'b' })).toEqual(checkpointKey('b'))
  })
})
