import { expect, test } from 'vitest'
import { measureRework, measureReworkByWeek } from '../../src/metrics/rework.js'
import { makeCompany } from '../support/company.js'
import { makeCommit, makeMerge, makeRepository, storeCommits } from '../support/facts.js'

const week = { from: '2026-03-02', to: '2026-03-15' }

test('is reworked lines over the base, and hidden with fewer than five commits', async () => {
  const company = await makeCompany()
  const place = await makeRepository(company)
  const on = (day: string) => makeCommit({ authoredAt: `2026-03-${day}T10:00:00.000Z` })
  const first = ['02', '03', '04', '05', '06'].map(on)
  const second = ['09', '10'].map(on)
  const [robot, unknown, merge] = [on('04'), on('05'), makeMerge()]
  await storeCommits(company, place, [...first, ...second, robot, unknown, merge])
  await company.work(async (db) => {
    const set = (commit: typeof robot, data: object) =>
      db.commit.updateMany({ where: { hash: Buffer.from(commit.hash, 'hex') }, data })
    for (const commit of first) await set(commit, { reworkedLines: 2, reworkBase: 10 })
    for (const commit of second) await set(commit, { reworkedLines: 5, reworkBase: 5 })
    await set(robot, { reworkedLines: 100, reworkBase: 100, byBot: true })
    const scope = { ...week, repositoryId: place.repositoryId, bots: false }
    // (5 × 2 + 2 × 5) / (5 × 10 + 2 × 5)
    expect(await measureRework(db, scope)).toEqual({
      ...{ rate: 20 / 60, reworkedLines: 20, baseLines: 60, commits: 7, unknownCommits: 1 },
    })
    const weeks = await measureReworkByWeek(db, scope)
    expect(weeks.get('2026-03-02')).toMatchObject({ rate: 0.2, commits: 5, unknownCommits: 1 })
    expect(weeks.get('2026-03-09')).toMatchObject({ rate: null, reworkedLines: 10, commits: 2 })
    const none = await measureRework(db, {
      from: '2020-01-01',
      to: '2020-02-01',
      bots: false,
      repositoryId: null,
    })
    expect(none).toMatchObject({ rate: null, commits: 0 })
  })
})
