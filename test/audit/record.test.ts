import { describe, expect, test } from 'vitest'
import { describeAction } from '../../src/audit/actions.js'
import { cleaned, cleanedAddress } from '../../src/audit/cleaned.js'
import { record } from '../../src/audit/record.js'
import { eraseTraces } from '../../src/audit/traces.js'
import { verifyAudit } from '../../src/audit/verify.js'
import { from } from '../support/audit.js'
import { makeCompany } from '../support/company.js'

describe('recording', () => {
  test('ASVS 16.2.1: tells who did what to what, when and from where, and names nobody', async () => {
    const company = await makeCompany()
    const { id: actorId } = company.owner
    const subject = await company.add('developer')
    const now = new Date('2026-11-24T10:00:00.123Z')
    const [entry, traces] = await company.work(async (db) => {
      const position = await record(
        db,
        {
          ...{ action: 'user.role-changed', actorId, subjectId: subject.id, from },
          ...{ before: { role: 'developer' }, after: { role: 'manager' } },
        },
        now,
      )
      const where = { position }
      return [
        await db.auditEntry.findFirstOrThrow({ where }),
        await db.auditTrace.findMany({ where, orderBy: { party: 'asc' } }),
      ]
    })
    expect(entry).toMatchObject({
      ...{ at: now, action: 'user.role-changed', actorId },
      ...{ subjectType: 'user', subjectId: subject.id, requestId: 'request-1' },
      ...{ before: { role: 'developer' }, after: { role: 'manager' } },
    })
    const text = JSON.stringify(entry, (_, value) => (typeof value === 'bigint' ? 0 : value))
    for (const secret of [company.owner.name, company.owner.email, from.ip, 'Firefox'])
      expect(text).not.toContain(secret)
    expect(traces).toMatchObject([
      {
        ...{ party: 'actor', personType: 'user', personId: actorId, name: company.owner.name },
        ...{ email: company.owner.email, ip: from.ip, userAgent: from.userAgent },
      },
      { party: 'subject', personId: subject.id, email: subject.email, ip: null },
    ])
  })

  test('ASVS 16.4.2: entries stand or fall with the transaction of the deed', async () => {
    const company = await makeCompany()
    const before = await company.work((db) => db.auditEntry.count())
    const undone = company.work(async (db) => {
      await record(db, { action: 'team.archived', actorId: null, subjectId: 7n, from })
      throw new Error('the deed failed')
    })
    await expect(undone).rejects.toThrow('the deed failed')
    expect(await company.work((db) => db.auditEntry.count())).toBe(before)
  })

  test('ASVS 16.2.5: refuses a field that its action does not list', async () => {
    const company = await makeCompany()
    const deed = { action: 'user.role-changed', actorId: null, from } as const
    const after = { passwordHash: 'x' } as never
    await expect(company.work((db) => record(db, { ...deed, after }))).rejects.toThrow(
      'may not hold passwordHash',
    )
    expect(describeAction('email.changed').fields).toEqual([])
  })

  test('ASVS 16.4.1: a user agent cannot break out of its line', () => {
    expect(cleaned('Evil\r\n{"action":"user.removed"}\u001b[31m\u202e\0')).toBe(
      'Evil {"action":"user.removed"} [31m',
    )
    expect(cleaned('x'.repeat(1000))).toHaveLength(200)
    expect([cleaned(''), cleaned(' \n'), cleaned(null)]).toEqual([null, null, null])
    expect(cleanedAddress('::1')).toBe('::1')
    expect(cleanedAddress('1.2.3.4, 5.6.7.8')).toBeNull()
  })

  test('60 writers at once make one chain without a gap', async () => {
    const company = await makeCompany()
    const { id: actorId } = company.owner
    const first = await company.work((db) => db.auditEntry.count())
    const write = () =>
      company.work((db) =>
        record(db, { action: 'session.begun', actorId, subjectId: actorId, from }),
      )
    const positions: bigint[] = []
    for (let round = 0; round < 6; round++)
      positions.push(...(await Promise.all(Array.from({ length: 10 }, write))))
    const wanted = Array.from({ length: 60 }, (_, index) => BigInt(first + index + 1))
    expect(positions.toSorted((a, b) => Number(a - b))).toEqual(wanted)
    const check = await verifyAudit(company.database, company.id, null)
    expect(check).toMatchObject({ entries: first + 60, findings: [] })
  })

  test('erasing somebody empties what names them, and the chain still holds', async () => {
    const company = await makeCompany()
    const actor = await company.add('admin')
    await company.work((db) =>
      record(db, { action: 'session.begun', actorId: actor.id, subjectId: actor.id, from }),
    )
    const refused = { reason: 'password' }
    const failure = { action: 'session.refused', actorId: null, subjectId: actor.id } as const
    await company.work((db) => record(db, { ...failure, after: refused, from }))
    const person = { personType: 'user', personId: actor.id } as const
    expect(await company.work((db) => eraseTraces(db, person))).toBe(3)
    const traces = await company.work((db) => db.auditTrace.findMany({ where: person }))
    for (const { salt, name, email, ip, userAgent } of traces)
      expect([salt, name, email, ip, userAgent]).toEqual([null, null, null, null, null])
    expect((await verifyAudit(company.database, company.id, null)).findings).toEqual([])
  })
})
