import { describe, expect, test } from 'vitest'
import { withStaging } from '../../src/database/staging.js'
import { assignDevelopers } from '../../src/people/assign-developers.js'
import { makeCompany, type TestCompany } from '../support/company.js'
import { addIdentities, arrive, developerId, whoIsWho } from '../support/people.js'

const merges = (company: TestCompany) =>
  company.work((db) => db.developerMerge.findMany({ orderBy: { id: 'asc' } }))

const marks = (company: TestCompany) =>
  company.work(async (db) => {
    const rows = await db.developer.findMany()
    const all = rows.map(({ name, isBot, botReason }) => [name, isBot, botReason] as const)
    return all.toSorted(([a], [b]) => (a.toLowerCase() < b.toLowerCase() ? -1 : 1))
  })

describe('identities that arrive', () => {
  test('get developers: one for all that belong together', async () => {
    const company = await makeCompany()
    const changed = await arrive(
      company,
      ...['ann <ann@acme.io>', 'Ann Miller <Ann@acme.io>', 'Bea Novak <bea@acme.io>'],
      'am <am@old.io> => Ann Miller <ann@acme.io>',
    )
    expect(await whoIsWho(company)).toEqual({
      'Ann Miller': ['Ann Miller <Ann@acme.io>', 'am <am@old.io>', 'ann <ann@acme.io>'],
      'Bea Novak': ['Bea Novak <bea@acme.io>'],
    })
    expect(changed).toHaveLength(2)
    expect(await company.work((db) => assignDevelopers(db))).toEqual([])
  })

  test('join those who are there, and the better name wins', async () => {
    const company = await makeCompany()
    await arrive(company, 'ann <ann@acme.io>')
    const id = await developerId(company, 'ann')
    expect(await arrive(company, 'Ann Miller <ann@acme.io>')).toEqual([id])
    expect(await developerId(company, 'Ann Miller')).toBe(id)
  })

  test('keep the name that an admin gave', async () => {
    const company = await makeCompany()
    await arrive(company, 'ann <ann@acme.io>')
    const data = { name: 'Ann', nameDecided: true }
    await company.work((db) => db.developer.updateMany({ data }))
    await arrive(company, 'Ann Miller <ann@acme.io>')
    expect(Object.keys(await whoIsWho(company))).toEqual(['Ann'])
  })

  test('may show that two developers are one: a merge on record', async () => {
    const company = await makeCompany()
    await arrive(company, 'Ann Miller <ann@acme.io>', 'am <am@old.io>')
    const [ann, am] = [await developerId(company, 'Ann Miller'), await developerId(company, 'am')]
    await company.work((db) =>
      db.identity.updateMany({
        where: { email: 'am@old.io' },
        data: { mailmapName: 'Ann Miller', mailmapEmail: 'ann@acme.io' },
      }),
    )
    const [older, younger] = ann < am ? [ann, am] : [am, ann]
    expect(await company.work((db) => assignDevelopers(db))).toEqual([older, younger])
    const [merge, ...others] = await merges(company)
    expect(others).toEqual([])
    expect(merge).toMatchObject({
      intoId: older,
      fromId: younger,
      source: 'mailmap',
      madeById: null,
    })
    expect(merge!.identityIds).toHaveLength(1)
    expect(Object.keys(await whoIsWho(company))).toEqual(['Ann Miller'])
    expect(await company.work((db) => assignDevelopers(db))).toEqual([])
  })

  test('are marked as bots by rule, unless an admin has decided', async () => {
    const company = await makeCompany()
    const bot = 'dependabot[bot] <49699333+dependabot[bot]@users.noreply.github.com>'
    await arrive(company, bot, 'acme-bot <bot@acme.io>', 'Ann <ann@acme.io>')
    expect(await marks(company)).toEqual([
      ['acme-bot', true, 'name ends in bot'],
      ['Ann', false, null],
      ['dependabot[bot]', true, 'known dependency bot'],
    ])
    const decided = { botDecided: false, isBot: false, botReason: null }
    await company.work((db) =>
      db.developer.updateMany({ where: { name: 'acme-bot' }, data: decided }),
    )
    await arrive(company, 'acme-bot <BOT@acme.io>')
    expect((await marks(company))[0]).toEqual(['acme-bot', false, null])
  })

  test('of a person who once committed as a bot are a person’s', async () => {
    const company = await makeCompany()
    await arrive(company, 'release-bot <ann@acme.io>')
    const id = await developerId(company, 'release-bot')
    // It was a bot until the person showed: its commits are to be settled.
    expect(await arrive(company, 'Ann Miller <ann@acme.io>')).toEqual([id])
    expect(await marks(company)).toEqual([['Ann Miller', false, null]])
  })

  test('without any name or address stand alone, under a name that can be read', async () => {
    const company = await makeCompany()
    await arrive(company, ' <>', 'root <root@localhost>', ' <root@localhost>')
    expect(await whoIsWho(company)).toEqual({
      ...{ 'No name': [' <>'], root: ['root <root@localhost>'] },
      'root@localhost': [' <root@localhost>'],
    })
  })

  test('are one company’s own', async () => {
    const [ours, theirs] = [await makeCompany(), await makeCompany({ name: 'Contoso' })]
    await arrive(ours, 'Ann Miller <ann@acme.io>')
    await addIdentities(theirs, ['ann <ann@acme.io>'])
    expect(await ours.work((db) => assignDevelopers(db))).toEqual([])
    expect(await whoIsWho(theirs)).toEqual({})
    await theirs.work((db) => assignDevelopers(db))
    expect(Object.keys(await whoIsWho(theirs))).toEqual(['ann'])
  })

  test('by two analyses at once are still one person', async () => {
    const company = await makeCompany()
    await Promise.all([
      arrive(company, 'ann <ann@acme.io>', 'x <x@acme.io>'),
      arrive(company, 'Ann Miller <ann@acme.io>', 'y <y@acme.io>'),
      arrive(company, 'A. Miller <ann@acme.io>', 'z <z@acme.io>'),
    ])
    await company.work((db) => assignDevelopers(db))
    expect((await whoIsWho(company))['Ann Miller']).toHaveLength(3)
  })

  test('by the thousand take few statements, in a bulk transaction too', async () => {
    const company = await makeCompany()
    const many = Array.from({ length: 3000 }, (_, at) => `Person ${at} <p${at % 2000}@acme.io>`)
    await addIdentities(company, many)
    const statements = await withStaging(company.database, company.id, [], (staging) =>
      staging.publish(async (_, queries) => {
        let count = 0
        const run: typeof queries.run = (query, ...values) => {
          count += 1
          return queries.run(query, ...values)
        }
        expect(await assignDevelopers({ ...queries, run })).toHaveLength(2000)
        return count
      }),
    )
    expect(statements).toBeLessThanOrEqual(8)
    expect(Object.keys(await whoIsWho(company))).toHaveLength(2000)
  })
})
