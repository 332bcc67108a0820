import { describe, expect, test } from 'vitest'
import { commits } from '../../src/reports/commits.js'
import type { Filters } from '../../src/reports/filters.js'
import { overview } from '../../src/reports/overview.js'
import { viewerOf } from '../../src/signals/viewer.js'
import { readFilters, readQuery } from '../../src/web/filters.js'
import { makeCompany, type TestCompany } from '../support/company.js'
import { makeCommit, makeFile, makeMerge, makeRepository, storeCommits } from '../support/facts.js'
import { makeFilters, now } from '../support/filters.js'

const show = (company: TestCompany, filters: Filters = makeFilters()) =>
  company.work((db) =>
    overview(db, filters, {
      metric: null,
      today: '2026-03-04',
      now,
      viewer: viewerOf({ individuals: 'named' }, 'owner'),
    }),
  )

/** The rows that a link leads to. */
function follow(company: TestCompany, href: string) {
  const { pathname, searchParams } = new URL(href, 'http://here.invalid')
  expect(pathname).toBe('/commits')
  const query = readQuery(Object.fromEntries(searchParams))
  const { type = null, folder = null, week = null } = query
  const narrowing = { type, folder, week, merges: false, excluded: false }
  return company.work((db) =>
    commits(db, readFilters(query, 'UTC', now), narrowing, { page: 1, showsNames: true }),
  )
}

const at = (day: string, more: Parameters<typeof makeCommit>[0] = {}) =>
  makeCommit({ authoredAt: `2026-${day}T12:00:00Z`, ...more })

const folder = (path: string) => ({ files: [makeFile({ path })] })

/** Six commits in thirty days by two people, three before them; another repository has two. */
async function story() {
  const company = await makeCompany()
  const express = await makeRepository(company, 'express')
  const koa = await makeRepository(company, 'koa')
  const test5 = makeFile({ path: 'test/a.js', kind: 'test', additions: 5, deletions: 0 })
  await storeCommits(company, express, [
    at('02-03', folder('lib/a.js')),
    at('02-10', { files: [makeFile({ path: 'lib/b.js' }), test5] }),
    at('02-11', { type: 'fix', authorEmail: 'bob@example.com', ...folder('lib/deep/c.js') }),
    at('03-04', { type: 'docs', files: [makeFile({ path: 'a.md', kind: 'docs' })] }),
    makeMerge({ authoredAt: '2026-02-12T12:00:00Z' }),
    at('01-04'),
    at('01-20'),
    at('02-02'),
  ])
  await storeCommits(company, koa, [at('02-10', { type: 'ci' }), at('03-04', { type: 'fix' })])
  return { company, express, koa }
}

describe('the tiles', () => {
  test('hold what the hand counts, and the change against the thirty days before', async () => {
    const { company } = await story()
    const { tiles } = await show(company)
    const values = Object.fromEntries(tiles.map(({ key, value }) => [key, value]))
    expect(values).toEqual({
      ...{ commits: 6, contributors: 2 },
      // Five commits of 10 + 2 code lines, 5 test lines, no line of the document.
      lines: 65,
      // 5 of 5 × 10 + 5 added lines; one decision on every ten lines
      ...{ 'test-share': 500 / 55, complexity: 10 },
    })
    const deltas = Object.fromEntries(tiles.map(({ key, delta }) => [key, delta?.value]))
    expect(deltas).toMatchObject({ commits: 100, contributors: 1, complexity: 0 })
  })

  test('lead to rows that add up to their numbers', async () => {
    const { company, express } = await story()
    for (const repositoryId of [null, express.repositoryId]) {
      const { tiles } = await show(company, makeFilters('30d', repositoryId))
      for (const { key, value, href } of tiles) {
        const page = await follow(company, href)
        const authors = new Set(page.rows.map(({ author }) => author))
        if (key === 'commits') expect(page.total).toBe(value)
        if (key === 'contributors') expect(authors.size).toBeLessThanOrEqual(value!)
        if (key === 'lines') expect((page as { codeLines?: number }).codeLines).toBe(value)
        expect(page.rows).toHaveLength(page.total)
      }
    }
  })
})

describe('every other number', () => {
  test('leads to rows that add up to it, too', async () => {
    const { company } = await story()
    const { work, folders, repositories } = await show(company)
    const total = (values: number[]) => values.reduce((sum, value) => sum + value, 0)
    for (const { values, href } of work.series) {
      expect((await follow(company, href)).total).toBe(total(values))
    }
    for (const [at, href] of work.weekHrefs.entries()) {
      const inWeek = total(work.series.map(({ values }) => values[at]!))
      expect((await follow(company, href)).total).toBe(inWeek)
    }
    for (const row of folders) expect((await follow(company, row.href)).total).toBe(row.commits)
    for (const row of repositories) {
      expect((await follow(company, row.commitsHref)).total).toBe(row.commits)
    }
  })

  test('is what the hand counts', async () => {
    const { company } = await story()
    const { folders, repositories, hours, work } = await show(company)
    expect(
      folders.map(({ repository, folder, commits, share }) => [
        ...[repository, folder, commits, share],
      ]),
    ).toEqual([
      ['express', 'lib', 2, 2 / 6],
      ['koa', 'lib', 2, 2 / 6],
      ['express', '', 1, 1 / 6],
      ['express', 'lib/deep', 1, 1 / 6],
      ['express', 'test', 1, 1 / 6],
    ])
    expect(repositories.map(({ name, commits, trend }) => [name, commits, trend])).toEqual([
      ['express', 4, [1, 2, 0, 0, 1]],
      ['koa', 2, [0, 1, 0, 0, 1]],
    ])
    // Two people: their hours would tell of one of them.
    expect(hours).toBeNull()
    expect(work.series.map(({ values }) => values)).toEqual([
      ...[
        [1, 1, 0, 0, 0],
        [0, 1, 0, 0, 1],
        [0, 0, 0, 0, 0],
        [0, 0, 0, 0, 0],
      ],
      ...[
        [0, 0, 0, 0, 1],
        [0, 1, 0, 0, 0],
      ],
    ])
  })

  test('is the picked repository’s alone', async () => {
    const { company, koa } = await story()
    const { tiles, repositories, folders, analyses } = await show(
      company,
      makeFilters('30d', koa.repositoryId),
    )
    expect(tiles[0]).toMatchObject({ key: 'commits', value: 2 })
    for (const rows of [repositories, folders, analyses]) expect(rows).toHaveLength(1)
  })
})

describe('the period before', () => {
  const read = async (since: string | null) => {
    const company = await makeCompany()
    const place = await makeRepository(company)
    const commits = ['02-10', '02-17', '01-20', '01-21'].map((day) => at(day))
    await storeCommits(company, place, commits, { since: since ? new Date(since) : null })
    return company
  }

  test('is compared with where the history reaches its first day', async () => {
    for (const since of [null, '2026-01-04T00:00:00Z']) {
      const { tiles, line } = await show(await read(since))
      expect(tiles[0]?.delta).toMatchObject({ value: 0 })
      expect(line.before).not.toBeNull()
    }
  })

  test('is not compared with where it does not', async () => {
    const { tiles, line, verdict } = await show(await read('2026-01-05T00:00:00Z'))
    expect(tiles.map(({ delta }) => delta)).toEqual([null, null, null, null, null])
    expect(line.before).toBeNull()
    expect(verdict.map(({ text }) => text).join('')).not.toMatch(/more|fewer|as many/)
  })

  test('is not compared with where nothing was done in it', async () => {
    const company = await makeCompany()
    await storeCommits(company, await makeRepository(company), [at('02-10')])
    const { tiles, line } = await show(company)
    expect(tiles[0]?.delta).toBeNull()
    expect(line.before).toBeNull()
  })
})
