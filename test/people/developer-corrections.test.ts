import { describe, expect, test } from 'vitest'
import { assignDevelopers } from '../../src/people/assign-developers.js'
import {
  dismissSuggestion,
  markDeveloper,
  renameDeveloper,
  splitIdentity,
} from '../../src/people/developer-corrections.js'
import { makeCompany } from '../support/company.js'
import { arrive, developerId, whoIsWho } from '../support/people.js'

const ann = 'Ann Miller <ann@acme.io>'
const shared = 'Bea Novak <ann@acme.io>'

describe('a name', () => {
  test('given by an admin stays, and an empty one gives it back', async () => {
    const company = await makeCompany()
    await arrive(company, ann)
    const id = await developerId(company, 'Ann Miller')
    const rename = (name: string) => company.work((db) => renameDeveloper(db, id, name))
    expect(await rename('Ann')).toBe(true)
    await arrive(company, 'Ann M. Miller <ann@acme.io>')
    expect(Object.keys(await whoIsWho(company))).toEqual(['Ann'])
    expect(await rename('')).toBe(true)
    expect(Object.keys(await whoIsWho(company))).toEqual(['Ann Miller'])
    expect(await company.work((db) => renameDeveloper(db, 999_999n, 'Nobody'))).toBe(false)
  })
})

describe('a mark', () => {
  test('of an admin stands above the rules, until it is given back', async () => {
    const company = await makeCompany()
    await arrive(company, ann)
    const id = await developerId(company, 'Ann Miller')
    const mark = async (asked: 'bot' | 'person' | 'rule') => {
      const ids = await company.work((db) => markDeveloper(db, id, asked))
      expect(ids).toEqual([id])
      await company.work((db) => assignDevelopers(db))
      const { isBot, botReason } = await company.work((db) =>
        db.developer.findFirstOrThrow({ where: { id } }),
      )
      return [isBot, botReason]
    }
    expect(await mark('bot')).toEqual([true, 'decided by an admin'])
    expect(await mark('rule')).toEqual([false, null])
    await arrive(company, 'acme-bot <bot@acme.io>')
    const bot = await developerId(company, 'acme-bot')
    await company.work((db) => markDeveloper(db, bot, 'person'))
    await company.work((db) => assignDevelopers(db))
    const row = await company.work((db) => db.developer.findFirstOrThrow({ where: { id: bot } }))
    expect(row).toMatchObject({ isBot: false, botReason: null, botDecided: false })
    expect(await company.work((db) => markDeveloper(db, 999_999n, 'bot'))).toBeNull()
  })
})

describe('an identity split off', () => {
  test('becomes a developer of its own, and no rule joins it again', async () => {
    const company = await makeCompany()
    await arrive(company, ann, shared)
    const id = await developerId(company, 'Ann Miller')
    const identity = await company.work((db) =>
      db.identity.findFirstOrThrow({ where: { name: 'Bea Novak' } }),
    )
    const asked = { developerId: id, identityId: identity.id }
    const split = () => company.work((db) => splitIdentity(db, asked, company.owner.id))
    const made = await split()
    expect(made?.developerIds).toEqual([id, made?.id])
    const two = { 'Ann Miller': [ann], 'Bea Novak': [shared] }
    expect(await whoIsWho(company)).toEqual(two)
    expect(await company.work((db) => assignDevelopers(db))).toEqual([])
    expect(await whoIsWho(company)).toEqual(two)
    expect(await split()).toEqual({ id: made?.id, developerIds: [] })
  })

  test('is not the last one, nor somebody else’s', async () => {
    const company = await makeCompany()
    await arrive(company, ann, 'x <bo@acme.io>', 'y <bo@acme.io>')
    const id = await developerId(company, 'Ann Miller')
    const identityOf = (name: string) =>
      company.work((db) => db.identity.findFirstOrThrow({ where: { name } }))
    const split = (identityId: bigint) =>
      company.work((db) => splitIdentity(db, { developerId: id, identityId }, company.owner.id))
    await expect(split((await identityOf('Ann Miller')).id)).rejects.toThrow('the only name')
    expect(await split((await identityOf('x')).id)).toBeNull()
    expect(await split(999_999n)).toBeNull()
  })
})

test('a suggestion is dismissed once, whichever stands first', async () => {
  const company = await makeCompany()
  await arrive(company, ann, 'x <x@acme.io>')
  const [one, other] = [await developerId(company, 'Ann Miller'), await developerId(company, 'x')]
  const dismiss = (firstId: bigint, secondId: bigint) =>
    company.work((db) => dismissSuggestion(db, { firstId, secondId }, company.owner.id))
  expect(await dismiss(one, other)).toBe(true)
  expect(await dismiss(other, one)).toBe(true)
  expect(await company.work((db) => db.dismissedSuggestion.count())).toBe(1)
  expect(await dismiss(one, 999_999n)).toBe(false)
})
