import { describe, expect, test } from 'vitest'
import { assignDevelopers } from '../../src/people/assign-developers.js'
import { CorrectionRefused } from '../../src/people/developer-changes.js'
import { mergeDevelopers, undoMerge } from '../../src/people/developer-merges.js'
import { keepApart } from '../../src/people/developers-apart.js'
import { makeCompany, type TestCompany } from '../support/company.js'
import { arrive, developerId, whoIsWho } from '../support/people.js'

const ann = 'Ann Miller <ann@acme.io>'
const am = 'am <am@old.io>'
const bea = 'Bea Novak <bea@acme.io>'

async function story() {
  const company = await makeCompany()
  await arrive(company, ann, am, bea)
  const ids = await Promise.all(
    ['Ann Miller', 'am', 'Bea Novak'].map((name) => developerId(company, name)),
  )
  const [annId, amId, beaId] = ids as [bigint, bigint, bigint]
  const merge = (intoId: bigint, fromId: bigint) =>
    company.work((db) => mergeDevelopers(db, { intoId, fromId }, company.owner.id))
  const undo = (id: bigint) => company.work((db) => undoMerge(db, id, company.owner.id))
  return { company, annId, amId, beaId, merge, undo }
}

const merges = (company: TestCompany) =>
  company.work((db) => db.developerMerge.findMany({ orderBy: { id: 'asc' } }))

describe('a merge', () => {
  test('moves the identities, and says who did it and when', async () => {
    const { company, annId, amId, merge } = await story()
    expect(await merge(annId, amId)).toEqual([annId, amId])
    expect(await whoIsWho(company)).toEqual({ 'Ann Miller': [ann, am], 'Bea Novak': [bea] })
    const [made] = await merges(company)
    expect(made).toMatchObject({
      ...{ intoId: annId, fromId: amId, source: 'admin', madeById: company.owner.id },
      ...{ identityIds: [expect.any(BigInt)], madeAt: expect.any(Date), undoneAt: null },
    })
  })

  test('done twice is done once', async () => {
    const { company, annId, amId, merge } = await story()
    await merge(annId, amId)
    expect(await merge(annId, amId)).toEqual([])
    expect(await merges(company)).toHaveLength(1)
  })

  test('sent by two at once is done once', async () => {
    const { company, annId, amId, merge } = await story()
    const answers = await Promise.all([1, 2, 3].map(() => merge(annId, amId)))
    expect(answers.filter((ids) => ids?.length === 2)).toHaveLength(1)
    expect(await merges(company)).toHaveLength(1)
  })

  test('both ways at once ends in one of the two', async () => {
    const { company, annId, amId, merge } = await story()
    const answers = await Promise.allSettled([merge(annId, amId), merge(amId, annId)])
    const refused = answers.filter(({ status }) => status === 'rejected')
    expect(refused).toHaveLength(1)
    expect(refused[0]).toMatchObject({ reason: { name: 'CorrectionRefused' } })
    expect((await whoIsWho(company))['Ann Miller']).toEqual([ann, am])
  })

  test('is refused with somebody who is somebody else by now, or the same', async () => {
    const { annId, amId, beaId, merge } = await story()
    await merge(annId, amId)
    await expect(merge(beaId, amId)).rejects.toThrow(CorrectionRefused)
    await expect(merge(amId, beaId)).rejects.toThrow(CorrectionRefused)
    await expect(merge(annId, annId)).rejects.toThrow('the same person already')
  })

  test('knows nobody of another company', async () => {
    const { annId, company } = await story()
    const theirs = await story()
    expect(await theirs.merge(theirs.annId, annId)).toBeNull()
    expect(await theirs.merge(annId, theirs.annId)).toBeNull()
    expect(await theirs.undo(999_999n)).toBeNull()
    expect(Object.keys(await whoIsWho(company))).toHaveLength(3)
  })

  test('takes new identities along: they join whom the merged one has become', async () => {
    const { company, annId, amId, merge } = await story()
    await merge(annId, amId)
    await arrive(company, 'Ann <am@old.io>')
    expect((await whoIsWho(company))['Ann Miller']).toEqual(['Ann <am@old.io>', ann, am])
  })

  test('passes on what was said of the one that goes', async () => {
    const { company, annId, amId, beaId, merge } = await story()
    const pair = { intoId: amId, fromId: beaId }
    await company.work((db) => keepApart(db, pair, company.owner.id))
    await merge(annId, amId)
    const apart = await company.work((db) =>
      db.dismissedSuggestion.findMany({ select: { firstId: true, secondId: true } }),
    )
    expect(apart).toContainEqual(
      annId < beaId ? { firstId: annId, secondId: beaId } : { firstId: beaId, secondId: annId },
    )
  })
})

describe('undoing a merge', () => {
  test('brings back exactly those identities', async () => {
    const { company, annId, amId, merge, undo } = await story()
    await merge(annId, amId)
    await arrive(company, 'A. Miller <ann@acme.io>')
    const [made] = await merges(company)
    expect(await undo(made!.id)).toEqual({ intoId: annId, developerIds: [annId, amId] })
    expect(await whoIsWho(company)).toEqual({
      'Ann Miller': ['A. Miller <ann@acme.io>', ann],
      ...{ am: [am], 'Bea Novak': [bea] },
    })
    expect((await merges(company))[0]).toMatchObject({ undoneById: company.owner.id })
    expect(await undo(made!.id)).toEqual({ intoId: annId, developerIds: [] })
  })

  test('holds against a .mailmap that says otherwise, until an admin merges again', async () => {
    const company = await makeCompany()
    await arrive(company, ann, am)
    const mapped = { mailmapName: 'Ann Miller', mailmapEmail: 'ann@acme.io' }
    await company.work((db) =>
      db.identity.updateMany({ where: { email: 'am@old.io' }, data: mapped }),
    )
    await company.work((db) => assignDevelopers(db))
    const [made] = await merges(company)
    expect(made).toMatchObject({ source: 'mailmap' })
    await company.work((db) => undoMerge(db, made!.id, company.owner.id))
    expect(await company.work((db) => assignDevelopers(db))).toEqual([])
    const both = await company.work((db) =>
      db.developer.count({ where: { identities: { some: {} } } }),
    )
    expect(both).toBe(2)
    const { intoId, fromId } = made!
    await company.work((db) => mergeDevelopers(db, { intoId, fromId }, company.owner.id))
    expect(Object.keys(await whoIsWho(company))).toEqual(['Ann Miller'])
    expect(await company.work((db) => assignDevelopers(db))).toEqual([])
  })

  test('is refused while a later one stands on top, and done in turn', async () => {
    const { company, annId, amId, beaId, merge, undo } = await story()
    await merge(annId, amId)
    await merge(beaId, annId)
    const [first, second] = await merges(company)
    await expect(undo(first!.id)).rejects.toThrow('lies under a later one into Ann Miller')
    expect((await undo(second!.id))?.developerIds).toEqual([beaId, annId])
    expect((await undo(first!.id))?.developerIds).toEqual([annId, amId])
    expect(Object.keys(await whoIsWho(company)).toSorted()).toEqual([
      ...['Ann Miller', 'Bea Novak', 'am'],
    ])
  })

  test('says anew what told of each identity', async () => {
    const { company, annId, amId, merge, undo } = await story()
    await arrive(company, 'Ann <am@old.io>')
    await merge(annId, amId)
    const told = async () => {
      const rows = await company.work((db) => db.identity.findMany({ orderBy: { id: 'asc' } }))
      return rows.map(({ linkedBy }) => linkedBy)
    }
    expect((await told()).toSorted()).toEqual(['admin', 'admin', 'alone', 'alone'])
    await undo((await merges(company))[0]!.id)
    expect((await told()).toSorted()).toEqual(['alone', 'alone', 'email', 'email'])
  })
})
