import { expect, test } from 'vitest'
import { addUp } from '../../src/metrics/sums.js'
import { repositoryRows } from '../../src/reports/repository-rows.js'
import { makeFilters } from '../support/filters.js'

const filters = makeFilters('2026-02-02..2026-02-15')
const express = { id: 1n, name: 'express' }

const facts = (given: Partial<Parameters<typeof repositoryRows>[1]> = {}) => ({
  ...{ repositories: [express], newest: new Map(), activity: [], weeks: [] },
  ...given,
})

test('a row has its numbers, its trend by week and its mix of work', () => {
  const weeks = [
    { repositoryId: 1n, week: '2026-02-02', commits: 1 },
    { repositoryId: 1n, week: '2026-02-09', commits: 3 },
    { repositoryId: 2n, week: '2026-02-09', commits: 9 },
  ]
  const sums = { ...addUp([]), featureCommits: 3, docsCommits: 1 }
  const activity = [{ repositoryId: 1n, commits: 4, lines: 50, contributors: 2, sums }]
  const [row] = repositoryRows(filters, facts({ activity, weeks }))
  expect(row).toMatchObject({ id: '1', name: 'express', commits: 4, lines: 50, contributors: 2 })
  expect(row?.trend).toEqual([1, 3])
  const mix = Object.fromEntries(row!.mix.map(({ group, share }) => [group, share]))
  expect(mix).toEqual({ feature: 0.75, fix: 0, refactor: 0, test: 0, docs: 0.25, chore: 0 })
})

test('a row leads to the repository and to its commits of the period', () => {
  const [row] = repositoryRows(filters, facts())
  expect(row?.href).toBe('/repositories/1')
  expect(row?.commitsHref).toBe('/commits?p=2026-02-02..2026-02-15&repo=1')
})

test('a repository without commits has noughts and no mix', () => {
  const [row] = repositoryRows(filters, facts())
  expect(row).toMatchObject({ commits: 0, lines: 0, contributors: 0, trend: [0, 0], mix: [] })
})

test.each([
  ['waiting', 'waiting'],
  ['running', 'reading'],
  ['done', 'ready'],
  ['failed', 'failed'],
] as const)('a newest analysis that is %s makes it %s', (state, shown) => {
  const newest = new Map([[1n, { id: 9n, repositoryId: 1n, state }]])
  const [row] = repositoryRows(filters, facts({ newest }))
  expect(row).toMatchObject({ state: shown, stateHref: '/repositories/1/analyses/9' })
})

test('one that was never read waits', () => {
  const [row] = repositoryRows(filters, facts())
  expect(row).toMatchObject({ state: 'waiting', stateHref: null })
})
