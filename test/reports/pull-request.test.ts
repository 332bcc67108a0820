import { beforeEach, describe, expect, test } from 'vitest'
import { nowhere } from '../../src/audit/traces.js'
import { ruleCommentWords } from '../../src/companies/comment-words.js'
import { pullRequest as report } from '../../src/reports/pull-request.js'
import { repositorySync } from '../../src/reports/repository-sync.js'
import { makeCompany, type TestCompany } from '../support/company.js'
import {
  type Connected,
  hostComment,
  hostPerson,
  hostReview,
  makeConnected,
  may,
  pullRequest,
  storeFacts,
} from '../support/pull-request-fixtures.js'

let company: TestCompany
let place: Connected

const ann = hostPerson('ann', { email: 'Ann@acme.io', name: 'Ann Miller' })
const ben = hostPerson('ben')

beforeEach(async () => {
  company = await makeCompany()
  place = await makeConnected(company)
  const reviews = [
    hostReview(ben, may(4, 12), 'changes_requested', 11),
    hostReview(ben, may(4, 15)),
  ]
  const comments = [
    hostComment(ben, may(4, 12), 'Who is told', 'review'),
    hostComment(ann, may(4, 13), 'Everybody', 'conversation'),
  ]
  const events = [{ hostId: 'm', kind: 'merged', at: may(5, 20), account: ben } as const]
  await storeFacts(company, place, [pullRequest(7, { author: ann, reviews, comments, events })])
})

const show = (own: string | null = null, number = 7) =>
  company.work((db) => report(db, { repositoryId: place.repositoryId, number, own }, true))

describe('the page of a pull request', () => {
  test('has the phases, the instants and what happened, in order', async () => {
    const page = (await show())!
    const hours = 3600
    expect(page.phases!.map(({ name, seconds }) => [name, seconds / hours])).toEqual([
      ...[
        ['Coding', 2],
        ['Pickup', 2],
        ['Review', 3],
        ['Merge', 29],
      ],
    ])
    expect(page.phases!.reduce((sum, { share }) => sum + share, 0)).toBeCloseTo(1)
    expect(page.instants.map(({ at }) => at)).toEqual([
      ...[may(4, 8), may(4, 10), may(4, 12), may(4, 15), may(5, 20)],
    ])
    expect(
      page.moments.map(({ who, what, words }) => [who, what.replace(/ [0-9a-f]{7}$/, ''), words]),
    ).toEqual([
      ['ann', 'committed', null],
      ['ben', 'asked for changes', 'Who is told'],
      ['ann', 'commented', 'Everybody'],
      ['ben', 'approved', null],
      ['ben', 'merged it', null],
    ])
  })

  test('a developer sees their own, by the addresses that are theirs, and no other', async () => {
    expect(await show('ann@acme.io')).not.toBeNull()
    expect(await show('ben@acme.io')).toBeNull()
    expect(await show(null, 8)).toBeNull()
  })

  test('an address that is no web page is no link', async () => {
    await storeFacts(company, place, [pullRequest(8, { url: 'javascript:alert(1)' })])
    expect((await show(null, 8))!.url).toBeNull()
  })

  test('an open one has no phases, and says what is not yet', async () => {
    const open = { state: 'open', mergedAt: null, closedAt: null, mergedBy: null } as const
    await storeFacts(company, place, [pullRequest(8, { ...open, reviews: [] })])
    const page = (await show(null, 8))!
    expect([page.phases, page.isUnreviewed]).toEqual([null, false])
    expect(page.instants.map(({ at, note }) => [at !== null, note])).toEqual([
      ...[
        [true, null],
        [true, null],
        [false, null],
        [false, null],
        [false, null],
      ],
    ])
  })

  test('tells of comments without their words once the company keeps none', async () => {
    const told = { actorId: company.owner.id, from: nowhere }
    await company.work((db) => ruleCommentWords(db, false, told))
    await company.work((db) => ruleCommentWords(db, false, told))
    const page = (await show())!
    expect(page.keepsWords).toBe(false)
    expect(page.moments.map(({ what, words }) => [what, words])).toContainEqual([
      ...['asked for changes, 11 characters', null],
    ])
    const entries = await company.work((db) =>
      db.auditEntry.findMany({ where: { action: 'company.comment-words-ruled' } }),
    )
    expect(entries).toHaveLength(1)
  })
})

describe('how far pull requests are read', () => {
  const sync = () => company.work((db) => repositorySync(db, place.repositoryId))
  const say = (data: object) => company.work((db) => db.collection.updateMany({ data }))

  test('waits, reads, is ready, and has failed', async () => {
    expect((await sync())!.state).toBe('waiting')
    await say({ startedAt: may(6, 1) })
    expect((await sync())!.state).toBe('reading')
    await say({ finishedAt: may(6, 2) })
    expect((await sync())!.state).toBe('ready')
    const fault = { faultTitle: 'GitHub refuses the token.', faultAdvice: 'Replace it.' }
    await say({ ...fault, faultCode: 'auth', faultAt: may(6, 3) })
    expect(await sync()).toMatchObject({ state: 'failed', fault: { isWait: false } })
    await say({ faultCode: 'rate-limit', leftOut: 12 })
    expect((await sync())!.leftOut).toBe(12)
    expect(await sync()).toMatchObject({ state: 'waiting', fault: { isWait: true } })
  })

  test('covers those that were read whole, and names the others', async () => {
    await storeFacts(company, place, [
      ...[8, 9].map((number) => pullRequest(number)),
      pullRequest(10, { gap: 'Reviews were refused.' }),
    ])
    await say({
      failed: { 10: 'Reviews were refused.', 99: 'It could not be stored.' },
      hostTotal: 5,
    })
    expect(await sync()).toMatchObject({
      ...{ stored: 4, hostTotal: 5, coverage: 0.75, unreadCount: 2 },
      unread: [
        { number: 99, href: null, why: 'It could not be stored.' },
        {
          number: 10,
          href: `/pull-requests/${place.repositoryId}/10`,
          why: 'Reviews were refused.',
        },
      ],
    })
  })

  test('is nothing where there is no connection, or none any more', async () => {
    await company.work((db) => db.connection.updateMany({ data: { removedAt: new Date() } }))
    expect(await sync()).toBeNull()
  })
})
