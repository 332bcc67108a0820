import { beforeEach, describe, expect, it } from 'vitest'
import { settle } from '../../src/analysis/settle.js'
import { markDeveloper, splitIdentity } from '../../src/people/developer-corrections.js'
import { mergeDevelopers, undoMerge } from '../../src/people/developer-merges.js'
import { makeCompany, type TestCompany } from '../support/company.js'
import { makeCommit, makeRepository, storeCommits } from '../support/facts.js'
import { arrive, developerId } from '../support/people.js'
import {
  type Connected,
  hostCommit,
  hostPerson,
  hostReview,
  makeConnected,
  may,
  pullRequest,
  storeFacts,
} from '../support/pull-request-fixtures.js'

let company: TestCompany
let place: Connected

beforeEach(async () => {
  company = await makeCompany()
  place = await makeConnected(company)
})

/** Each account by its login: whose it is, and what told. */
const whose = () =>
  company.work(async (db) => {
    const rows = await db.hostAccount.findMany({
      select: {
        username: true,
        linkedBy: true,
        developer: { select: { name: true, isBot: true } },
      },
      orderBy: { username: 'asc' },
    })
    return Object.fromEntries(
      rows.map((row) => [row.username, [row.developer?.name, row.linkedBy]]),
    )
  })

const one = (number: number) =>
  company.work((db) => db.pullRequest.findFirstOrThrow({ where: { number } }))

const botMark = (name: string) =>
  company.work((db) =>
    db.developer.findFirstOrThrow({ where: { name }, select: { isBot: true, botReason: true } }),
  )

const ann = hostPerson('ann', { externalId: '101' })
const ben = hostPerson('ben', { externalId: '102', name: 'Ben Okafor' })
const by = (author: typeof ann, number = 1) =>
  pullRequest(number, {
    author,
    mergedBy: ben,
    reviews: [],
    commits: [hostCommit(author, may(4, 8))],
  })

describe('whose an account is', () => {
  it('is told by the commits that the host attributes to it', async () => {
    await arrive(company, 'Ann Miller <ann@acme.io>')
    const commits = [hostCommit(ann, may(4), { authorName: 'Ann Miller' })]
    await storeFacts(company, place, [pullRequest(1, { author: ann, commits, reviews: [] })])
    expect(await whose()).toMatchObject({ ann: ['Ann Miller', 'commit'], ben: ['ben', 'alone'] })
  })

  it.each([
    ['101+ann@users.noreply.github.com', 'no-reply'],
    ['101+earlier@users.noreply.github.com', 'no-reply'],
    ['ann@users.noreply.github.com', 'no-reply'],
    ['999+ann@users.noreply.github.com', 'alone'],
    ['101+ann@users.noreply.gitlab.com', 'alone'],
    ['ann@home.org', 'email'],
  ])('an identity of %s: %s', async (address, told) => {
    await arrive(company, `Ann Miller <${address}>`)
    const account = { ...ann, email: 'Ann@Home.org' }
    await storeFacts(company, place, [pullRequest(1, { author: account, commits: [] })])
    expect((await whose()).ann).toEqual([told === 'alone' ? 'ann' : 'Ann Miller', told])
  })

  it('is told by an analysis that comes later, and its first developer is gone', async () => {
    const [account] = [{ ...ann, email: 'ann@home.org' }]
    await storeFacts(company, place, [pullRequest(1, { author: account, commits: [] })])
    expect((await whose()).ann).toEqual(['ann', 'alone'])
    const commit = makeCommit({ authorName: 'Ann Miller', authorEmail: 'ann@home.org' })
    await storeCommits(company, await makeRepository(company, 'other'), [commit])
    expect((await whose()).ann).toEqual(['Ann Miller', 'email'])
    expect(await company.work((db) => db.developer.count({ where: { name: 'ann' } }))).toBe(0)
  })

  it('an address that many share tells nothing', async () => {
    await arrive(company, 'Root <root@localhost>', 'Info <info@acme.io>')
    const account = { ...ann, email: 'info@acme.io' }
    await storeFacts(company, place, [pullRequest(1, { author: account, commits: [] })])
    expect((await whose()).ann).toEqual(['ann', 'alone'])
  })
})

describe('corrections carry accounts along', () => {
  it('a merge and its undoing, with the phases that hang on them', async () => {
    // Ann reviews her own work from a second account.
    const second = hostPerson('ann-home', { externalId: '103' })
    const reviews = [hostReview(second, may(4, 15))]
    await storeFacts(company, place, [{ ...by(ann), reviews }])
    expect((await one(1)).isUnreviewed).toBe(false)
    const [intoId, fromId] = await Promise.all([
      developerId(company, 'ann'),
      company.work(
        async (db) => (await db.developer.findFirstOrThrow({ where: { name: 'ann-home' } })).id,
      ),
    ])
    await company.work(async (db) => {
      const developerIds = await mergeDevelopers(db, { intoId, fromId }, company.owner.id)
      await settle(db, { developerIds: developerIds ?? [] })
    })
    expect(await whose()).toMatchObject({ ann: ['ann', 'commit'], 'ann-home': ['ann', 'admin'] })
    expect((await one(1)).isUnreviewed).toBe(true)
    // What is read again leaves it where an admin has put it.
    await storeFacts(company, place, [{ ...by(ann), updatedAt: may(6), reviews }])
    expect((await whose())['ann-home']).toEqual(['ann', 'admin'])
    await company.work(async (db) => {
      const { id } = await db.developerMerge.findFirstOrThrow()
      const undone = await undoMerge(db, id, company.owner.id)
      await settle(db, { developerIds: undone!.developerIds })
    })
    expect((await whose())['ann-home']).toEqual(['ann-home', 'alone'])
    expect((await one(1)).isUnreviewed).toBe(false)
  })

  it('a split takes the account whose commits it carries', async () => {
    const work = hostCommit(ann, may(4, 8))
    const home = hostCommit(ben, may(4, 8), { authorName: 'ann', authorEmail: 'ben@acme.io' })
    await storeFacts(company, place, [{ ...by(ann), commits: [work, home] }])
    const [into, from] = await company.work((db) =>
      db.identity.findMany({ orderBy: { email: 'asc' } }),
    )
    const pair = { intoId: into!.developerId!, fromId: from!.developerId! }
    await company.work((db) => mergeDevelopers(db, pair, company.owner.id))
    expect((await whose()).ben![0]).toBe((await whose()).ann![0])
    const split = await company.work(async (db) => {
      const asked = { developerId: pair.intoId, identityId: from!.id }
      const made = await splitIdentity(db, asked, company.owner.id)
      await settle(db, { developerIds: made!.developerIds })
      return made
    })
    const account = await company.work((db) =>
      db.hostAccount.findFirstOrThrow({ where: { username: 'ben' } }),
    )
    expect(account.developerId).toBe(split!.id)
  })
})

describe('a bot by its host’s word', () => {
  const helper = hostPerson('helper', { externalId: '104', isBot: true })

  it('is marked with the reason, is no reviewer, and its own pull requests are a bot’s', async () => {
    const reviews = [hostReview(helper, may(4, 11))]
    await storeFacts(company, place, [{ ...by(ann), reviews }, by(helper, 2)])
    expect(await botMark('helper')).toEqual({
      ...{ isBot: true, botReason: 'bot account on its code host' },
    })
    expect([(await one(1)).isUnreviewed, (await one(2)).byBot]).toEqual([true, true])
  })

  it('an admin’s word stands above it, and goes back to the rules', async () => {
    const reviews = [hostReview(helper, may(4, 11))]
    await storeFacts(company, place, [{ ...by(ann), reviews }, by(helper, 2)])
    const id = await developerId(company, 'helper')
    const decide = (mark: 'person' | 'rule') =>
      company.work(async (db) => {
        await settle(db, { developerIds: (await markDeveloper(db, id, mark)) ?? [] })
      })
    await decide('person')
    expect([(await one(1)).isUnreviewed, (await one(2)).byBot]).toEqual([false, false])
    await storeFacts(company, place, [{ ...by(helper, 2), updatedAt: may(8) }])
    expect((await one(2)).byBot).toBe(false)
    await decide('rule')
    expect([(await one(1)).isUnreviewed, (await one(2)).byBot]).toEqual([true, true])
    expect((await botMark('helper')).botReason).toBe('bot account on its code host')
  })

  it('is known by its login as well', async () => {
    const token = hostPerson('project_12_bot_4f2a', { externalId: '105' })
    await storeFacts(company, place, [pullRequest(1, { author: token, commits: [] })])
    expect((await one(1)).byBot).toBe(true)
  })
})
