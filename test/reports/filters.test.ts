import { describe, expect, test } from 'vitest'
import { comparedDays, link, parameters, scopeBefore, scopeOf } from '../../src/reports/filters.js'
import { makeFilters } from '../support/filters.js'

describe('filters', () => {
  test('let through the days of the period, or of the one before', () => {
    const filters = makeFilters('30d', 7n)
    expect(scopeOf(filters)).toMatchObject({
      ...{ from: '2026-02-03', to: '2026-03-04', repositoryId: 7n, bots: false },
    })
    const before = { from: '2026-01-04', to: '2026-02-02', repositoryId: 7n, bots: false }
    expect(scopeBefore(filters)).toMatchObject(before)
    expect(scopeBefore({ ...filters, comparison: 'none' })).toBeNull()
    expect(scopeBefore({ ...filters, comparison: 'year' })).toMatchObject({
      ...{ from: '2025-02-03', to: '2025-03-04' },
    })
    expect(scopeOf({ ...filters, bots: true }).bots).toBe(true)
  })

  test('stand in the URL where they are not the default', () => {
    expect(parameters(makeFilters('90d'))).toEqual({})
    expect(parameters(makeFilters('30d', 7n))).toEqual({ p: '30d', repo: '7' })
    expect(parameters({ ...makeFilters('90d'), bots: true })).toEqual({ bots: '1' })
    const people = { teamId: 3n, developerId: 4n, comparison: 'year' as const }
    expect(parameters({ ...makeFilters('90d'), ...people })).toEqual({
      ...{ team: '3', dev: '4', vs: 'year' },
    })
  })
})

describe('a link', () => {
  test('keeps the filters', () => {
    expect(link('/commits', makeFilters('90d'))).toBe('/commits')
    expect(link('/commits', makeFilters('30d', 7n))).toBe('/commits?p=30d&repo=7')
    const custom = '2026-01-01..2026-02-01'
    expect(link('/', makeFilters(custom))).toBe(`/?p=${custom}`)
  })

  test('adds a narrowing and takes one away', () => {
    const filters = makeFilters('30d', 7n)
    expect(link('/c', filters, { type: 'fix' })).toBe('/c?p=30d&repo=7&type=fix')
    expect(link('/c', filters, { repo: '8' })).toBe('/c?p=30d&repo=8')
    expect(link('/c', filters, { repo: null, type: null })).toBe('/c?p=30d')
  })

  test('carries any folder’s name', () => {
    const folder = 'a&b=c/d e#f?+%"<é'
    const url = new URL(link('/commits', makeFilters('90d'), { folder }), 'http://here.invalid')
    expect(url.pathname).toBe('/commits')
    expect([...url.searchParams]).toEqual([['folder', folder]])
  })
})

describe('a comparison', () => {
  test('leaves out today, and as many days on the other side', () => {
    expect(comparedDays(makeFilters('30d'))).toEqual({
      now: { from: '2026-02-03', to: '2026-03-03' },
      before: { from: '2026-01-04', to: '2026-02-01' },
    })
  })

  test('has all days of a period that is over', () => {
    expect(comparedDays(makeFilters('2026-02-01..2026-02-10'))).toEqual({
      now: { from: '2026-02-01', to: '2026-02-10' },
      before: { from: '2026-01-22', to: '2026-01-31' },
    })
  })

  test('of a period that has only begun is with as many days as are over', () => {
    const year = { ...makeFilters('2026-03-01..2026-12-31'), comparison: 'year' as const }
    expect(comparedDays(year)).toEqual({
      now: { from: '2026-03-01', to: '2026-03-03' },
      before: { from: '2025-03-01', to: '2025-03-03' },
    })
  })

  test('is none where nothing is over, or none is wanted', () => {
    expect(comparedDays(makeFilters('2026-03-04..2026-03-31'))).toBeNull()
    expect(comparedDays({ ...makeFilters('30d'), comparison: 'none' })).toBeNull()
  })
})
