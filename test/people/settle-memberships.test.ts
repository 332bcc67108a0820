import { expect, test } from 'vitest'
import { nowhere } from '../../src/audit/traces.js'
import { splitIdentity } from '../../src/people/developer-corrections.js'
import { mergeDevelopers, undoMerge } from '../../src/people/developer-merges.js'
import { addMember, MembershipRefused } from '../../src/people/memberships.js'
import { settleMemberships } from '../../src/people/settle-memberships.js'
import { createTeam } from '../../src/people/teams.js'
import { makeCompany } from '../support/company.js'
import { addIdentities, arrive, developerId } from '../support/people.js'

/** Ann, am and Bea; am in Payments from January, Ann in Search from March. */
async function story() {
  const company = await makeCompany()
  await arrive(company, 'Ann <ann@acme.io>', 'am <am@old.io>', 'Bea <bea@acme.io>')
  const told = { actorId: company.owner.id, from: nowhere }
  const [ann, am, bea] = (await Promise.all(
    ['Ann', 'am', 'Bea'].map((name) => developerId(company, name)),
  )) as [bigint, bigint, bigint]
  const join = (teamId: bigint, developer: bigint, from: string, to: string | null = null) =>
    company.work((db) =>
      addMember(db, { teamId, developerId: developer, days: { from, to } }, told),
    )
  const [payments, search] = await company.work(async (db) => [
    await createTeam(db, 'Payments', told),
    await createTeam(db, 'Search', told),
  ])
  await join(payments!, am, '2026-01-01')
  await join(search!, ann, '2026-03-01')
  const names: Record<string, string> = { [`${ann}`]: 'Ann', [`${am}`]: 'am', [`${bea}`]: 'Bea' }
  const rows = async () =>
    (
      await company.work((db) =>
        db.teamMembership.findMany({ include: { team: true }, orderBy: { id: 'asc' } }),
      )
    ).map(({ team, developerId: who }) => `${team.name}: ${names[String(who)]}`)
  const merge = (intoId: bigint, fromId: bigint) =>
    company.work((db) => mergeDevelopers(db, { intoId, fromId }, company.owner.id))
  const undo = async (fromId: bigint) =>
    company.work(async (db) => {
      const found = await db.developerMerge.findFirstOrThrow({ where: { fromId, undoneAt: null } })
      await undoMerge(db, found.id, company.owner.id)
    })
  return { company, ann, am, bea, payments: payments!, join, rows, merge, undo }
}

test('the memberships of who was merged count for who is left, and come back', async () => {
  const { ann, am, rows, merge, undo } = await story()
  expect(await rows()).toEqual(['Payments: am', 'Search: Ann'])
  await merge(ann, am)
  expect(await rows()).toEqual(['Payments: Ann', 'Search: Ann'])
  await undo(am)
  expect(await rows()).toEqual(['Payments: am', 'Search: Ann'])
})

test('also over two merges, undone one after the other', async () => {
  const { ann, am, bea, rows, merge, undo } = await story()
  await merge(ann, am)
  await merge(bea, ann)
  expect(await rows()).toEqual(['Payments: Bea', 'Search: Bea'])
  await undo(ann)
  expect(await rows()).toEqual(['Payments: Ann', 'Search: Ann'])
  await undo(am)
  expect(await rows()).toEqual(['Payments: am', 'Search: Ann'])
})

test('a membership that was entered after the merge stays with who is left', async () => {
  const { ann, am, payments, rows, join, merge, undo } = await story()
  await merge(ann, am)
  // A page that was open since before: the one it names is nobody any longer.
  await expect(join(payments, ann, '2026-02-01')).rejects.toThrow(MembershipRefused)
  await expect(join(payments, am, '2026-02-01')).rejects.toThrow(MembershipRefused)
  await undo(am)
  await join(payments, ann, '2026-02-01', '2026-02-28')
  expect(await rows()).toEqual(['Payments: am', 'Search: Ann', 'Payments: Ann'])
})

test('two that were in one team at once are both kept', async () => {
  const { ann, am, payments, rows, join, merge, undo } = await story()
  await join(payments, ann, '2026-02-01', '2026-02-28')
  await merge(ann, am)
  expect(await rows()).toEqual(['Payments: Ann', 'Search: Ann', 'Payments: Ann'])
  await undo(am)
  expect(await rows()).toEqual(['Payments: am', 'Search: Ann', 'Payments: Ann'])
})

test('a merge that the product found moves them, too', async () => {
  const { company, rows } = await story()
  await addIdentities(company, ['am <am@old.io> => Ann <ann@acme.io>'])
  const digestOf = { name: 'am', email: 'am@old.io' }
  const mapped = { mailmapName: 'Ann', mailmapEmail: 'ann@acme.io' }
  await company.work((db) => db.identity.updateMany({ where: digestOf, data: mapped }))
  await arrive(company)
  expect(await rows()).toEqual(['Payments: Ann', 'Search: Ann'])
})

test('a split moves none: they were entered for the one who stays', async () => {
  const { company, ann, am, rows, merge } = await story()
  await merge(ann, am)
  const { id } = await company.work((db) =>
    db.identity.findFirstOrThrow({ where: { name: 'Ann' }, select: { id: true } }),
  )
  await company.work((db) =>
    splitIdentity(db, { developerId: ann, identityId: id }, company.owner.id),
  )
  expect(await rows()).toEqual(['Payments: Ann', 'Search: Ann'])
  expect(await company.work((db) => settleMemberships(db))).toBe(0)
})
