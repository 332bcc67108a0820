import { beforeEach, describe, expect, test } from 'vitest'
import { grantable, mayGrant, mayTouch, rolesByRank } from '../../src/access/ranks.js'
import { nowhere } from '../../src/audit/traces.js'
import type { Role } from '../../src/generated/prisma/enums.js'
import {
  changeRole,
  deactivate,
  MemberRefused,
  reactivate,
  remove,
  transferOwnership,
} from '../../src/people/members.js'
import { signIn } from '../../src/people/sign-in.js'
import type { User } from '../../src/people/users.js'
import { makeCompany, password, type TestCompany } from '../support/company.js'
import { makeCommit, makeRepository, storeCommits } from '../support/facts.js'

let company: TestCompany
const people = {} as Record<Role, User>

beforeEach(async () => {
  company = await makeCompany()
  people.owner = company.owner
  for (const role of ['admin', 'manager', 'developer'] as const)
    people[role] = await company.add(role)
})

const from = nowhere
const change = (actor: User, subject: { id: bigint }) => ({
  ...{ actorId: actor.id, subjectId: subject.id, from },
})
const roleOf = async ({ id }: User) =>
  (await company.work((db) => db.user.findFirst({ where: { id } })))?.role ?? null
const outcome = (work: Promise<unknown>) =>
  work.then(
    () => 'done',
    (error) => (error instanceof MemberRefused ? error.reason : error),
  )

describe('ASVS 8.1.1: who may grant and touch', () => {
  test('is a matter of rank: explicit for every pair of roles', () => {
    expect(rolesByRank).toEqual(['owner', 'admin', 'manager', 'developer'])
    const table = rolesByRank.map((actor) => rolesByRank.map((role) => mayGrant(actor, role)))
    expect(table).toEqual([
      [true, true, true, true],
      [false, true, true, true],
      [false, false, true, true],
      [false, false, false, true],
    ])
    for (const actor of rolesByRank)
      for (const role of rolesByRank) expect(mayTouch(actor, role)).toBe(mayGrant(actor, role))
    expect(grantable('admin')).toEqual(['admin', 'manager', 'developer'])
  })
})

describe('ASVS 8.2.1: changing a role', () => {
  test('takes effect, and the audit tells both roles', async () => {
    await company.work((db) =>
      changeRole(db, { ...change(people.admin, people.developer), role: 'manager' }),
    )
    expect(await roleOf(people.developer)).toBe('manager')
    const entry = await company.work((db) =>
      db.auditEntry.findFirst({ orderBy: { position: 'desc' } }),
    )
    expect(entry).toMatchObject({
      ...{ action: 'user.role-changed', actorId: people.admin.id, subjectId: people.developer.id },
      ...{ before: { role: 'developer' }, after: { role: 'manager' } },
    })
  })

  test('grants nothing above the own role and touches nobody above it', async () => {
    const attempts: [User, User, Role][] = [
      [people.admin, people.developer, 'owner'],
      [people.admin, people.admin, 'owner'],
      [people.admin, people.owner, 'developer'],
      [people.manager, people.admin, 'developer'],
      [people.developer, people.developer, 'manager'],
    ]
    for (const [actor, subject, role] of attempts) {
      const before = await roleOf(subject)
      const tried = company.work((db) => changeRole(db, { ...change(actor, subject), role }))
      expect(await outcome(tried)).toBe('above')
      expect(await roleOf(subject)).toBe(before)
    }
  })

  test('asks for the actor’s role as it is now, not as it was', async () => {
    await company.work((db) =>
      changeRole(db, { ...change(people.owner, people.admin), role: 'developer' }),
    )
    const late = company.work((db) =>
      changeRole(db, { ...change(people.admin, people.manager), role: 'developer' }),
    )
    expect(await outcome(late)).toBe('above')
  })

  test('knows nobody of another company', async () => {
    const other = await makeCompany()
    for (const work of [deactivate, reactivate, remove, transferOwnership]) {
      const tried = company.work((db) => work(db, change(people.owner, other.owner)))
      expect(await outcome(tried), work.name).toBe('missing')
    }
  })
})

describe('ASVS 15.4.2: the last owner', () => {
  test('cannot be demoted, deactivated or removed', async () => {
    const self = change(people.owner, people.owner)
    const tries = [
      company.work((db) => changeRole(db, { ...self, role: 'admin' })),
      company.work((db) => deactivate(db, self)),
      company.work((db) => remove(db, self)),
    ]
    const refused = ['last-owner', 'last-owner', 'last-owner']
    expect(await Promise.all(tries.map(outcome))).toEqual(refused)
    expect(await roleOf(people.owner)).toBe('owner')
  })

  test.each([
    ['demote themselves', (db, self) => changeRole(db, { ...self, role: 'admin' })],
    ['remove themselves', (db, self) => remove(db, self)],
    ['deactivate themselves', (db, self) => deactivate(db, self)],
  ] satisfies [
    string,
    (db: Parameters<typeof remove>[0], self: Parameters<typeof remove>[1]) => Promise<void>,
  ][])('stays when all three owners %s at once', async (_, leave) => {
    const owners = [people.owner, await company.add('owner'), await company.add('owner')]
    const tries = owners.map((owner) => company.work((db) => leave(db, change(owner, owner))))
    const outcomes = await Promise.all(tries.map(outcome))
    expect(outcomes.sort()).toEqual(['done', 'done', 'last-owner'])
    const where = { role: 'owner', deactivatedAt: null } as const
    expect(await company.work((db) => db.user.count({ where }))).toBe(1)
  })

  test('stays when two owners demote each other at once', async () => {
    const second = await company.add('owner')
    for (let round = 0; round < 5; round++) {
      const tries = [change(people.owner, second), change(second, people.owner)].map((one) =>
        company.work((db) => changeRole(db, { ...one, role: 'admin' })),
      )
      expect((await Promise.all(tries.map(outcome))).sort()).toEqual(['above', 'done'])
      const demoted = (await roleOf(second)) === 'admin' ? second : people.owner
      const other = demoted === second ? people.owner : second
      await company.work((db) => changeRole(db, { ...change(other, demoted), role: 'owner' }))
    }
  })

  test('hands the company over whole', async () => {
    await company.work((db) => transferOwnership(db, change(people.owner, people.manager)))
    expect([await roleOf(people.owner), await roleOf(people.manager)]).toEqual(['admin', 'owner'])
    const again = company.work((db) => transferOwnership(db, change(people.owner, people.admin)))
    expect(await outcome(again)).toBe('above')
    const self = company.work((db) => transferOwnership(db, change(people.manager, people.manager)))
    expect(await outcome(self)).toBe('self')
    await company.work((db) => deactivate(db, change(people.manager, people.developer)))
    const gone = company.work((db) =>
      transferOwnership(db, change(people.manager, people.developer)),
    )
    expect(await outcome(gone)).toBe('deactivated')
  })
})

describe('an account', () => {
  test('ASVS 7.4.2: that is deactivated signs nobody in until it is reactivated', async () => {
    const { email } = people.developer
    await company.work((db) => deactivate(db, change(people.admin, people.developer)))
    expect(await signIn(company.database, email, password)).toBeNull()
    await company.work((db) => reactivate(db, change(people.admin, people.developer)))
    expect(await signIn(company.database, email, password)).toMatchObject({ email })
  })

  test('that is removed leaves its analyses and commits behind', async () => {
    const { admin, owner } = people
    const place = await makeRepository(company)
    await storeCommits(company, place, [makeCommit()])
    await company.work((db) => db.analysis.updateMany({ data: { requestedById: admin.id } }))
    await company.work((db) => remove(db, change(owner, admin)))
    const left = await company.work(async (db) => [
      await db.analysis.count(),
      await db.commit.count(),
    ])
    expect(left).toEqual([1, 1])
    expect(await roleOf(admin)).toBeNull()
    const trace = await company.work((db) =>
      db.auditTrace.findFirst({ where: { party: 'subject', personId: admin.id } }),
    )
    expect(trace).toMatchObject({ email: admin.email })
  })
})
