import { beforeEach, describe, expect, it } from 'vitest'
import { makeExclusion, undoExclusion } from '../../src/repositories/exclusions.js'
import { makeCompany, type TestCompany } from '../support/company.js'
import {
  type Connected,
  hostComment,
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
  company = await makeCompany({ timeZone: 'Pacific/Auckland' })
  place = await makeConnected(company)
})

/** Everything that reading leaves, but for when it was read. */
const everything = () =>
  company.work(async (db) => {
    const own = { orderBy: { hostId: 'asc' } } as const
    const rows = await db.pullRequest.findMany({
      include: {
        ...{ reviews: own, comments: own, events: own, commits: { orderBy: { hash: 'asc' } } },
      },
      omit: { readAt: true },
      orderBy: { number: 'asc' },
    })
    const accounts = await db.hostAccount.findMany({ orderBy: { id: 'asc' } })
    const developers = await db.developer.findMany({ orderBy: { id: 'asc' } })
    return { rows, accounts, developers }
  })

const one = (number: number) =>
  company.work((db) => db.pullRequest.findFirstOrThrow({ where: { number } }))

const whole = pullRequest(7, {
  reviews: [hostReview(hostPerson('ben'), may(4, 15), 'approved', 4)],
  comments: [hostComment(hostPerson('eva'), may(4, 12), 'Looks right')],
  events: [{ hostId: 'e1', kind: 'ready', at: may(4, 11), account: hostPerson('ann') }],
})

describe('a page of pull requests', () => {
  it('is stored with phases and with days of the company', async () => {
    await storeFacts(company, place, [whole])
    const hours = 3600
    expect(await one(7)).toMatchObject({
      ...{ codingSeconds: 3 * hours, pickupSeconds: hours, reviewSeconds: 3 * hours },
      ...{ mergeSeconds: 29 * hours, cycleSeconds: 36 * hours, reviewDepth: 2, size: 'S' },
      ...{ isUnreviewed: false, isSelfMerged: false, byBot: false, isWhole: true },
      // 20:00 in UTC is the morning after in Auckland, a Wednesday.
      ...{ createdDay: may(4), mergedDay: may(6), mergedWeek: may(4) },
    })
  })

  it('leaves the same rows when it is read again, in any company of pages', async () => {
    const pages = [[whole, pullRequest(8)], [pullRequest(9)]]
    for (const page of pages) await storeFacts(company, place, page)
    const before = await everything()
    for (const page of pages.toReversed()) await storeFacts(company, place, page)
    await storeFacts(company, place, [pullRequest(8), whole, pullRequest(8)])
    const again = await everything()
    expect({ ...again, rows: again.rows.map(withoutCommits) }).toEqual({
      ...before,
      rows: before.rows.map(withoutCommits),
    })
  })

  it('replaces what hangs on a pull request, and does not take an older word', async () => {
    await storeFacts(company, place, [whole])
    const later = pullRequest(7, { updatedAt: may(9), title: 'Renamed', reviews: [] })
    await storeFacts(company, place, [later])
    await storeFacts(company, place, [whole])
    const { rows } = await everything()
    expect(rows).toHaveLength(1)
    expect(rows[0]).toMatchObject({ title: 'Renamed', reviews: [], isUnreviewed: true })
  })

  it('keeps a whole reading where the same state is read with a gap', async () => {
    await storeFacts(company, place, [whole])
    await storeFacts(company, place, [{ ...whole, reviews: [], gap: 'Reviews were refused.' }])
    expect(await one(7)).toMatchObject({ isWhole: true, isUnreviewed: false })
  })

  it('keeps no control characters, no half characters, no dates that cannot be', async () => {
    const title = 'Left\u0000 \ud800 and\u202e right'
    const commits = [hostCommit(hostPerson('ann'), new Date('2106-02-07T00:00:00Z'))]
    await storeFacts(company, place, [pullRequest(7, { title, commits })])
    const stored = await one(7)
    expect(stored.title).toBe('Left \ufffd and right')
    expect(stored.codingSeconds).toBe(0)
  })

  it('keeps words only where the company does', async () => {
    await company.work((db) =>
      db.company.update({ where: { id: company.id }, data: { keepsCommentText: false } }),
    )
    await storeFacts(company, place, [whole])
    const [comment] = await company.work((db) => db.comment.findMany())
    expect(comment).toMatchObject({ text: null, length: 11 })
  })

  it('follows the exclusion of its repository, back and forth', async () => {
    await storeFacts(company, place, [whole])
    const made = { reason: 'An experiment.', userId: company.owner.id }
    const target = { kind: 'repository', repositoryId: place.repositoryId } as const
    await company.work((db) => makeExclusion(db, target, made))
    expect((await one(7)).excluded).toBe(true)
    await storeFacts(company, place, [pullRequest(8)])
    expect((await one(8)).excluded).toBe(true)
    await company.work(async (db) => {
      const { id } = await db.exclusion.findFirstOrThrow()
      await undoExclusion(db, id, company.owner.id)
    })
    expect((await one(8)).excluded).toBe(false)
  })

  it('is stored by two workers at once as by one', async () => {
    const page = Array.from({ length: 20 }, (_, at) => pullRequest(at + 1))
    await Promise.all([storeFacts(company, place, page), storeFacts(company, place, page)])
    const { rows, accounts } = await everything()
    expect(rows).toHaveLength(20)
    expect(accounts.map(({ username }) => username).toSorted()).toEqual(['ann', 'ben'])
    expect(rows.every((row) => row.reviews.length === 1 && row.cycleSeconds)).toBe(true)
  })
})

// Each fixture's commit has a hash of its own.
function withoutCommits<Row extends { number: number; commits: unknown[] }>(row: Row) {
  return row.number === 7 ? row : { ...row, commits: row.commits.length }
}
