import { describe, expect, test } from 'vitest'
import { type LineFacts, weeklyLine as make, workByWeek } from '../../src/reports/weekly.js'
import { makeFilters } from '../support/filters.js'

const weeks = (values: Record<string, number>) => new Map(Object.entries(values))

type Weeks = Map<string, number>

const weeklyLine = (
  filters: ReturnType<typeof makeFilters>,
  now: Weeks,
  before: Weeks | null,
  more: Partial<LineFacts> = {},
) =>
  make(filters, {
    ...{ title: 'Commits by week', name: 'Commits', unit: '', now, before, missing: 0 },
    ...more,
  })

describe('a line', () => {
  // 3 February (a Tuesday) to today, 4 March (a Wednesday).
  const filters = makeFilters('30d')

  test('has every week: nought where nothing was done, none where the period cuts it', () => {
    const now = weeks({ '2026-02-02': 5, '2026-02-09': 7, '2026-02-23': 3, '2026-03-02': 1 })
    const line = weeklyLine(filters, now, null)
    expect(line.weeks[0]).toBe('2026-02-02')
    expect(line.values).toEqual([null, 7, 0, 3, 1])
    expect(line).toMatchObject({ before: null, lastWeekUnfinished: true, unit: '' })
  })

  test('of a share has no value in a week without commits', () => {
    const now = weeks({ '2026-02-09': 50 })
    const line = weeklyLine(filters, now, null, {
      ...{ name: 'Test share', unit: '%', missing: null },
    })
    expect(line.values).toEqual([null, 50, null, null, null])
    expect(line.finding).toBe('Test share: too few weeks to tell a direction.')
  })

  test('stands beside the same weeks of the period before, as far as they are whole', () => {
    // 4 January to 2 February, four weeks earlier: 5, 12, 19, 26 January; 2 February is one day.
    const before = { '2026-01-05': 2, '2026-01-12': 4, '2026-01-26': 6, '2026-02-02': 1 }
    const line = weeklyLine(filters, weeks({ '2026-02-09': 7 }), weeks(before))
    expect(line.before).toEqual([2, 4, 0, 6, null])
  })

  test('leaves out a last week that is over and cut', () => {
    // Monday 2 February to Wednesday 25 February.
    const past = makeFilters('2026-02-02..2026-02-25')
    const now = weeks({ '2026-02-02': 1, '2026-02-09': 2, '2026-02-16': 3, '2026-02-23': 1 })
    const line = weeklyLine(past, now, null)
    expect(line.values).toEqual([1, 2, 3, null])
    expect(line.lastWeekUnfinished).toBe(false)
  })

  test('covers a year week by week', () => {
    const line = weeklyLine(makeFilters('12m'), new Map(), weeks({ '2024-12-30': 80 }))
    // 5 March 2025 is a Wednesday, 4 March 2026 too: 53 weeks are touched.
    expect(line.weeks).toHaveLength(53)
    expect(line.values).toHaveLength(53)
    expect(line.before?.[line.weeks.indexOf('2025-12-29')]).toBe(80)
  })

  test('stands beside the same weeks of the year before where that is asked for', () => {
    const yearly = { ...filters, comparison: 'year' as const }
    // 3 February to 4 March 2025; 52 weeks before the week of 9 February 2026.
    const line = weeklyLine(yearly, weeks({ '2026-02-09': 7 }), weeks({ '2025-02-10': 4 }))
    expect(line.before).toEqual([0, 4, 0, 0, null])
    expect(line.beforeLabel).toBe('Year before')
  })

  test('has the middle half around its medians', () => {
    const band = new Map([['2026-02-09', { low: 3, high: 9 }]])
    const line = weeklyLine(filters, weeks({ '2026-02-09': 7 }), null, { band, missing: null })
    expect(line.band).toEqual({
      low: [null, 3, null, null, null],
      high: [null, 9, null, null, null],
    })
  })

  test('says what happened, leaving the running week aside', () => {
    const now = weeks({ '2026-02-09': 7, '2026-02-16': 12, '2026-02-23': 3, '2026-03-02': 1 })
    expect(weeklyLine(filters, now, null).finding).toBe(
      'Commits went from 7 in the first week to 3 in the last, with 12 at most.',
    )
  })
})

describe('the work', () => {
  const filters = makeFilters('2026-02-02..2026-02-15')
  const rows = [
    { week: '2026-02-02', group: 'feature' as const, commits: 3 },
    { week: '2026-02-02', group: 'fix' as const, commits: 1 },
    { week: '2026-02-09', group: 'fix' as const, commits: 4 },
  ]

  test('has all six groups with their weeks and shares, which add up', () => {
    const { series, weeks } = workByWeek(filters, rows)
    expect(weeks).toEqual(['2026-02-02', '2026-02-09'])
    expect(series.map(({ group, values, share }) => [group, values, share])).toEqual([
      ['feature', [3, 0], 3 / 8],
      ['fix', [1, 4], 5 / 8],
      ['refactor', [0, 0], 0],
      ['test', [0, 0], 0],
      ['docs', [0, 0], 0],
      ['chore', [0, 0], 0],
    ])
  })

  test('leads to its rows, by type and by week', () => {
    const { series, weekHrefs } = workByWeek(filters, rows)
    const period = 'p=2026-02-02..2026-02-15'
    expect(series[1]?.href).toBe(`/commits?${period}&type=fix`)
    expect(weekHrefs[1]).toBe(`/commits?${period}&week=2026-02-09`)
  })

  test('is told in a sentence', () => {
    const text = 'Fix is the largest part with 63% of 8 commits.'
    expect(workByWeek(filters, rows).finding).toBe(text)
    expect(workByWeek(filters, []).finding).toBe('There are no commits in this period.')
    expect(workByWeek(filters, []).series.map(({ share }) => share)).toEqual([0, 0, 0, 0, 0, 0])
  })
})
