import { nowhere } from '../../src/audit/traces.js'
import type { CompanyQueries } from '../../src/database/company.js'
import { inBulk } from '../../src/database/staging.js'
import { cleanUpStep } from '../../src/retention/clean-up-steps.js'
import { type CleanUpWish, requestCleanUp } from '../../src/retention/clean-ups.js'
import type { TestCompany } from './company.js'
import { databaseUrls } from './database.js'
import { makeCommit, makeFile, makeRepository, storeCommits } from './facts.js'
import {
  hostComment,
  hostPerson,
  hostReview,
  makeConnected,
  may,
  pullRequest,
  storeFacts,
} from './pull-request-fixtures.js'
import { poolOf } from './snapshot.js'

/** Three repositories over the years 2024 to 2026; Bea only ever worked in 2024. */
export async function makeYears(company: TestCompany) {
  const places = []
  for (const name of ['web', 'app', 'ops']) {
    const place = await makeRepository(company, name)
    const commits = ['2024', '2025', '2026'].flatMap((year) =>
      ['09', '10', '11'].map((hour) => {
        const at = `${year}-03-04T${hour}:30:00.000Z`
        const authorName = year === '2024' && hour === '10' ? 'Bea' : 'Ada'
        const files = [makeFile({ path: `lib/${year}.js` }), makeFile({ path: 'lib/all.js' })]
        return makeCommit({ authorName, authoredAt: at, committedAt: at, files })
      }),
    )
    await storeCommits(company, place, commits)
    places.push({ ...place, name, commits })
  }
  const connected = await makeConnected(company, { name: 'shop' })
  const cleo = hostPerson('cleo', { name: 'Cleo Old' })
  const at = new Date('2024-03-05T10:00:00Z')
  const old = { createdAt: at, updatedAt: at, mergedAt: at, closedAt: at, author: cleo }
  await storeFacts(company, connected, [
    pullRequest(1, { ...old, reviews: [hostReview(cleo, at)], commits: [] }),
    pullRequest(2, { comments: [hostComment(hostPerson('ben'), may(4, 16), 'Good')] }),
  ])
  return { places, connected }
}

/** The year 2024 of some repositories. */
export const year2024 = (repositoryIds: bigint[]): CleanUpWish => ({
  ...{ kind: 'period', repositoryIds, name: null, firstDay: '2024-01-01', lastDay: '2024-12-31' },
  ...{ fromAt: new Date('2024-01-01T00:00:00Z'), toAt: new Date('2025-01-01T00:00:00Z') },
})

/** Everything of one repository, and itself. */
export const wholeRepository = (id: bigint, name: string): CleanUpWish => ({
  ...{ kind: 'repository', repositoryIds: [id], name, firstDay: null, lastDay: null },
  ...{ fromAt: null, toAt: null },
})

export const ask = (company: TestCompany, wish: CleanUpWish) =>
  company.work((db) => requestCleanUp(db, wish, { actorId: company.owner.id, from: nowhere }))

/**
 * Does a chore's steps, each in a transaction, until it is done.
 * @param isKilled says of the nth step whether the process ends before it is stored
 * @returns how many steps were stored
 */
export async function drive(
  company: TestCompany,
  step: (queries: CompanyQueries) => Promise<'more' | 'wait' | 'done'>,
  isKilled: (at: number) => boolean = () => false,
): Promise<number> {
  for (let at = 0, stored = 0; at < 1000; at++) {
    const state = await inBulk(company.database, company.id, async (queries) => {
      const done = await step(queries)
      if (isKilled(at)) throw new Error('killed')
      return done
    }).catch((error: Error) => {
      if (error.message !== 'killed') throw error
      return 'killed' as const
    })
    if (state !== 'killed') stored += 1
    if (state === 'done') return stored
  }
  throw new Error('It comes to no end.')
}

export const cleanUp = (company: TestCompany, id: bigint, isKilled?: (at: number) => boolean) =>
  drive(company, (queries) => cleanUpStep(queries, id), isKilled)

/** What is left of the facts and of what follows from them, without a single id. */
export async function remains(companyId: bigint): Promise<string> {
  const pool = poolOf(databaseUrls().superUrl)
  const lists = [
    `SELECT subject_free.row FROM (SELECT concat_ws(' ', r.name, c."authoredAt", i.email, c."gapMinutes",
       c."effortMid", c.counted, c.files) AS row FROM commits c
       JOIN repositories r ON r."companyId" = c."companyId" AND r.id = c."repositoryId"
       JOIN identities i ON i."companyId" = c."companyId" AND i.id = c."authorId"
       WHERE c."companyId" = $1) AS subject_free`,
    `SELECT concat_ws(' ', r.name, p.path) AS row FROM paths p JOIN repositories r
       ON r."companyId" = p."companyId" AND r.id = p."repositoryId" WHERE p."companyId" = $1`,
    `SELECT email AS row FROM identities WHERE "companyId" = $1`,
    `SELECT name AS row FROM developers WHERE "companyId" = $1`,
    `SELECT username AS row FROM host_accounts WHERE "companyId" = $1`,
    `SELECT number || title AS row FROM pull_requests WHERE "companyId" = $1`,
    `SELECT concat_ws(' ', r.name, d."localDay", d.commits, d."effortMid", d.additions) AS row
       FROM repository_days d JOIN repositories r
       ON r."companyId" = d."companyId" AND r.id = d."repositoryId" WHERE d."companyId" = $1`,
    `SELECT concat_ws(' ', h.score, h.commits) AS row FROM hot_spots h WHERE h."companyId" = $1`,
    `SELECT concat_ws(' ', stage, counts) AS row FROM clean_ups WHERE "companyId" = $1`,
  ]
  const all = []
  for (const list of lists) {
    const { rows } = await pool.query<{ row: string }>(`${list} ORDER BY 1`, [String(companyId)])
    all.push(...rows.map(({ row }) => row))
  }
  return all.join('\n')
}
