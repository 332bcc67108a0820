import { describe, expect, test } from 'vitest'
import { link, parameters, scopeBefore, scopeOf } from '../../src/reports/filters.js'
import { makeFilters } from '../support/filters.js'

describe('filters', () => {
  test('let through the days of the period, or of the one before', () => {
    const filters = makeFilters('30d', 7n)
    expect(scopeOf(filters)).toEqual({
      ...{ from: '2026-02-03', to: '2026-03-04', repositoryId: 7n, bots: false },
    })
    const before = { from: '2026-01-04', to: '2026-02-02', repositoryId: 7n, bots: false }
    expect(scopeBefore(filters)).toEqual(before)
    expect(scopeOf({ ...filters, bots: true }).bots).toBe(true)
  })

  test('stand in the URL where they are not the default', () => {
    expect(parameters(makeFilters('12m'))).toEqual({})
    expect(parameters(makeFilters('90d', 7n))).toEqual({ period: '90d', repository: '7' })
    expect(parameters({ ...makeFilters('12m'), bots: true })).toEqual({ bots: '1' })
  })
})

describe('a link', () => {
  test('keeps the filters', () => {
    expect(link('/commits', makeFilters('12m'))).toBe('/commits')
    expect(link('/commits', makeFilters('30d', 7n))).toBe('/commits?period=30d&repository=7')
    const custom = '2026-01-01..2026-02-01'
    expect(link('/', makeFilters(custom))).toBe(`/?period=${custom}`)
  })

  test('adds a narrowing and takes one away', () => {
    const filters = makeFilters('30d', 7n)
    expect(link('/c', filters, { type: 'fix' })).toBe('/c?period=30d&repository=7&type=fix')
    expect(link('/c', filters, { repository: '8' })).toBe('/c?period=30d&repository=8')
    expect(link('/c', filters, { repository: null, type: null })).toBe('/c?period=30d')
  })

  test('carries any folder’s name', () => {
    const folder = 'a&b=c/d e#f?+%"<é'
    const url = new URL(link('/commits', makeFilters('12m'), { folder }), 'http://here.invalid')
    expect(url.pathname).toBe('/commits')
    expect([...url.searchParams]).toEqual([['folder', folder]])
  })
})
