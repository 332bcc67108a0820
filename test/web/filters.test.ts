import { describe, expect, test } from 'vitest'
import { filterBar } from '../../src/web/filter-bar.js'
import { readFilters, readKept, readQuery } from '../../src/web/filters.js'
import { makeFilters, now } from '../support/filters.js'

const read = (query: object, zone = 'UTC') => readFilters(readQuery(query), zone, now)

describe('a query', () => {
  test('is read where it can be, and what pages do not know is left alone', () => {
    const query = { p: '30d', repo: '12', type: 'fix', folder: '.', week: '2026-03-02' }
    expect(
      readQuery({ ...query, merges: '1', page: '2', m: 'test-share', utm_source: 'x' }),
    ).toEqual({
      ...{ ...query, merges: '1', page: 2, m: 'test-share' },
    })
    expect(readQuery({})).toEqual({})
  })

  test.each([
    ['p', ['30d', '90d']],
    ['p', 'x'.repeat(31)],
    ['repo', '1e3'],
    ['repo', '-1'],
    ['repo', '0x1'],
    ['repo', '1 OR 1=1'],
    ['repo', '1'.repeat(19)],
    ['repo', ['1', '2']],
    ['m', 'stars'],
    ['m', '__proto__'],
    ['type', 'merge'],
    ['type', 'perf'],
    ['type', ['fix', 'docs']],
    ['folder', 'a\0b'],
    ['folder', 'x'.repeat(4097)],
    ['folder', ['a', 'b']],
    ['week', '2026-02-30'],
    ['week', '2026-W10'],
    ['week', '0000-01-03'],
    ['merges', 'true'],
    ['bots', 'true'],
    ['page', '0'],
    ['page', '-1'],
    ['page', '1.5'],
    ['page', '100001'],
    ['page', 'NaN'],
    ['page', ''],
  ])('with %s=%j is refused by that name', (name, value) => {
    expect(() => readQuery({ [name]: value })).toThrow(
      expect.objectContaining({ status: 400, message: expect.stringContaining(`: ${name}.`) }),
    )
  })

  test('names each wrong filter once', () => {
    expect(() => readQuery({ page: '0', type: 'x', week: 'y' })).toThrow(/: type, week, page\.$/)
  })
})

describe('filters', () => {
  test('are a year of all repositories where nothing is said', () => {
    expect(read({})).toMatchObject({ period: { key: '90d' }, repositoryId: null })
    expect(read({ repo: '' }).repositoryId).toBeNull()
    expect(read({ repo: '12' }).repositoryId).toBe(12n)
    expect([read({}).bots, read({ bots: '1' }).bots]).toEqual([false, true])
  })

  test('take two dates for a period of their own, before any other', () => {
    const { period } = read({ from: '2026-01-01', to: '2026-01-31', p: '90d' })
    expect(period).toMatchObject({ key: '2026-01-01..2026-01-31', from: '2026-01-01' })
    expect(read({ from: '2026-01-01', p: '90d' }).period.key).toBe('90d')
  })

  test('know what today is where the company is', () => {
    expect(read({ p: '30d' }, 'Pacific/Kiritimati').period.to).toBe('2026-03-05')
  })

  test.each([{ p: '7d' }, { p: '' }, { from: '2026-02-01', to: '2026-01-01' }])(
    'refuse %j',
    (query) => {
      const wanted = 'This address has a period that cannot be read.'
      expect(() => read(query)).toThrow(expect.objectContaining({ status: 400, message: wanted }))
    },
  )
})

describe('what links keep', () => {
  test('is period and repository, as far as they can be', () => {
    expect(readKept({ p: '30d', repo: '1', type: 'fix' })).toBe('?p=30d&repo=1')
    expect(readKept({ p: '90d' })).toBe('')
    expect(readKept({ bots: '1' })).toBe('?bots=1')
    expect(readKept({})).toBe('')
    for (const odd of [{ p: ['30d'] }, { repo: 'x' }, null, undefined]) {
      expect(readKept(odd)).toBe('')
    }
  })
})

describe('the bar', () => {
  const bar = (more = {}) =>
    filterBar({
      ...{ path: '/commits', filters: makeFilters('30d', 7n), narrowing: {}, chips: {} },
      ...{ repositories: [{ id: '7', name: 'express' }], timeZone: 'UTC', bots: 0 },
      ...{ teams: [], developer: null },
      ...more,
    })

  test('offers the periods, keeping what else is picked but for the week', () => {
    const { periods, isCustom } = bar({ narrowing: { type: 'fix', week: '2026-03-02' } })
    expect(periods.map(({ href, isCurrent }) => [href, isCurrent])).toEqual([
      ['/commits?p=30d&repo=7&type=fix', true],
      ['/commits?repo=7&type=fix', false],
      ['/commits?p=12m&repo=7&type=fix', false],
    ])
    expect(isCustom).toBe(false)
  })

  test('has a chip for each narrowing, which takes that one away', () => {
    const narrowing = { type: 'fix', folder: 'lib' }
    const { chips, clearHref } = bar({ narrowing, chips: { type: 'Type', folder: 'Folder' } })
    expect(chips).toEqual([
      { label: 'Type', href: '/commits?p=30d&repo=7&folder=lib' },
      { label: 'Folder', href: '/commits?p=30d&repo=7&type=fix' },
    ])
    expect(clearHref).toBe('/commits?p=30d')
  })

  test('says how many bots are hidden, and takes them in or out', () => {
    expect(bar().hiddenBots).toBeNull()
    expect(bar({ bots: 1 }).hiddenBots).toEqual({
      ...{ label: '1 bot hidden', href: '/commits?p=30d&repo=7&bots=1' },
    })
    expect(bar({ bots: 2, narrowing: { type: 'fix' } }).hiddenBots).toEqual({
      ...{ label: '2 bots hidden', href: '/commits?p=30d&repo=7&bots=1&type=fix' },
    })
    const shown = bar({ bots: 2, filters: { ...makeFilters('30d'), bots: true } })
    expect(shown).toMatchObject({ hiddenBots: null, clearHref: '/commits?p=30d' })
    expect(shown.chips).toEqual([{ label: 'Bots too', href: '/commits?p=30d' }])
    expect(shown.hidden).toContainEqual({ name: 'bots', value: '1' })
  })

  test('hides in its forms what they must carry along', () => {
    const { hidden } = bar({ narrowing: { type: 'fix' } })
    expect(hidden).toEqual([
      { name: 'p', value: '30d' },
      { name: 'type', value: 'fix' },
    ])
  })

  test('says whose work is shown, and marks team and comparison as chosen', () => {
    const people = { teamId: 3n, developerId: 4n, comparison: 'year' as const }
    const shown = bar({ filters: { ...makeFilters('30d'), ...people }, developer: 'Ann' })
    expect(shown.chips).toEqual([{ label: 'Person: Ann', href: '/commits?p=30d&team=3&vs=year' }])
    expect(shown).toMatchObject({ team: '3', clearHref: '/commits?p=30d&vs=year' })
    expect(shown.comparisons.find(({ isCurrent }) => isCurrent)?.key).toBe('year')
    // The forms carry the person along; team and comparison are fields of their own.
    expect(shown.hidden).toEqual([
      { name: 'p', value: '30d' },
      { name: 'dev', value: '4' },
    ])
  })

  test('has nothing to clear where nothing is narrowed', () => {
    const custom = bar({ filters: makeFilters('2026-01-01..2026-01-31') })
    expect(custom).toMatchObject({
      ...{ clearHref: null, isCustom: true, repository: null },
      ...{ from: '2026-01-01', to: '2026-01-31' },
    })
  })
})
