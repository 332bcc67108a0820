import { describe, expect, test } from 'vitest'
import type { CommitNarrowing } from '../../src/metrics/commit-list.js'
import { commits } from '../../src/reports/commits.js'
import { makeCompany } from '../support/company.js'
import { makeCommit, makeMerge, makeRepository, storeCommits } from '../support/facts.js'
import { makeFilters } from '../support/filters.js'

const everything: CommitNarrowing = {
  type: null,
  folder: null,
  week: null,
  merges: false,
  excluded: false,
}
const filters = makeFilters('30d')
const authoredAt = '2026-03-02T12:00:00Z'

async function companyWith(count: number, more = {}) {
  const company = await makeCompany()
  const all = Array.from({ length: count }, () => makeCommit({ authoredAt, ...more }))
  await storeCommits(company, await makeRepository(company), all)
  const page = (number: number, narrowing: Partial<CommitNarrowing> = {}) =>
    company.work((db) =>
      commits(db, filters, { ...everything, ...narrowing }, { page: number, showsNames: true }),
    )
  return { company, page }
}

describe('pages of commits', () => {
  test('hold fifty rows and lead to one another with the filters', async () => {
    const { page } = await companyWith(101, { type: 'fix' })
    const first = await page(1, { type: 'fix' })
    expect(first).toMatchObject({ total: 101, from: 1, newerHref: null })
    expect(first.rows).toHaveLength(50)
    expect(first.olderHref).toBe('/commits?p=30d&type=fix&page=2')
    const second = await page(2, { type: 'fix' })
    expect(second.newerHref).toBe('/commits?p=30d&type=fix')
    expect(second.olderHref).toBe('/commits?p=30d&type=fix&page=3')
    const last = await page(3, { type: 'fix' })
    expect(last).toMatchObject({ from: 101, olderHref: null })
    expect(last.rows).toHaveLength(1)
  })

  test('end where the rows end', async () => {
    const { page } = await companyWith(50)
    expect((await page(1)).olderHref).toBeNull()
    const beyond = await page(7)
    expect(beyond).toMatchObject({ rows: [], total: 50, olderHref: null })
    expect(beyond.newerHref).toBe('/commits?p=30d&page=6')
  })

  test('sum up all rows, not those of one page', async () => {
    const { page } = await companyWith(51)
    expect(await page(2)).toMatchObject({ additions: 510, deletions: 102 })
  })

  test('keep merges in their links where they are asked for', async () => {
    const { page } = await companyWith(51)
    expect((await page(1, { merges: true })).olderHref).toContain('merges=1')
  })
})

describe('a row', () => {
  test('says its type, why, and leads to its code host', async () => {
    const company = await makeCompany()
    const place = await makeRepository(company)
    await company.work((db) =>
      db.repository.updateMany({ data: { source: 'https://github.com/expressjs/express.git' } }),
    )
    const commit = makeCommit({ authoredAt, type: 'perf', typeSource: 'paths' })
    await storeCommits(company, place, [commit])
    const { rows } = await company.work((db) =>
      commits(db, filters, everything, { page: 1, showsNames: true }),
    )
    expect(rows).toMatchObject([
      {
        ...{ hash: commit.hash, type: 'perf', group: 'refactor', skipped: null },
        ...{ typeReason: 'All its files are of one kind.', author: 'Ada' },
        url: `https://github.com/expressjs/express/commit/${commit.hash}`,
      },
    ])
  })

  test('has no link where the host is not known', async () => {
    const { page } = await companyWith(1)
    expect((await page(1)).rows[0]?.url).toBeNull()
  })

  test('of a merge says that it is counted, not measured', async () => {
    const { company, page } = await companyWith(0)
    const place = await makeRepository(company)
    await storeCommits(company, place, [makeMerge({ authoredAt })])
    expect((await page(1)).total).toBe(0)
    expect((await page(1, { merges: true })).rows).toMatchObject([
      { type: 'merge', skipped: 'merges: counted, not measured', complexityDelta: null },
    ])
  })
})
