import { describe, expect, test } from 'vitest'
import { localDate, mondayOf, readPeriod, shifted } from '../../src/metrics/period.js'

const read = (key: string, now: string, zone = 'UTC') => readPeriod(key, zone, new Date(now))
const days = (key: string, now: string, zone = 'UTC') => {
  const period = read(key, now, zone)
  return period && [period.from, period.to, period.before.from, period.before.to]
}
const noon = '2026-03-04T12:00:00Z'

describe('the presets', () => {
  test('end today and stand beside a stretch of the same length', () => {
    expect(days('30d', noon)).toEqual(['2026-02-03', '2026-03-04', '2026-01-04', '2026-02-02'])
    expect(days('90d', noon)).toEqual(['2025-12-05', '2026-03-04', '2025-09-06', '2025-12-04'])
    expect(days('12m', noon)).toEqual(['2025-03-05', '2026-03-04', '2024-03-05', '2025-03-04'])
  })

  test.each([
    ['2024-02-29', '2023-03-01', 'a leap day has no counterpart a year earlier'],
    ['2025-02-28', '2024-02-29', 'the year before had one day more'],
    ['2024-03-31', '2023-04-01', 'the end of a month'],
    ['2025-12-31', '2025-01-01', 'the end of a year'],
    ['2026-01-01', '2025-01-02', 'its beginning'],
  ])('twelve months up to %s begin on %s: %s', (today, from) => {
    expect(days('12m', `${today}T12:00:00Z`)?.slice(0, 2)).toEqual([from, today])
  })

  test('hold the leap day in the period before', () => {
    // 2023-03-01 … 2024-02-29 are 366 days, and so are the days up to 2023-02-28.
    const [, , from, to] = days('12m', '2024-02-29T12:00:00Z')!
    expect([from, to]).toEqual(['2022-02-28', '2023-02-28'])
  })
})

describe('today', () => {
  test.each([
    ['UTC', '2026-03-28T23:30:00Z', '2026-03-28'],
    ['Europe/Madrid', '2026-03-28T22:59:59Z', '2026-03-28'],
    ['Europe/Madrid', '2026-03-28T23:00:00Z', '2026-03-29'],
    // The clock goes forward on 29 March: the day has 23 hours.
    ['Europe/Madrid', '2026-03-29T21:59:59Z', '2026-03-29'],
    ['Europe/Madrid', '2026-03-29T22:00:00Z', '2026-03-30'],
    // And back on 25 October: that day has 25.
    ['Europe/Madrid', '2026-10-24T22:00:00Z', '2026-10-25'],
    ['Europe/Madrid', '2026-10-25T22:59:59Z', '2026-10-25'],
    ['Europe/Madrid', '2026-10-25T23:00:00Z', '2026-10-26'],
    // Three and a half hours behind UTC in winter, two and a half in summer.
    ['America/St_Johns', '2026-03-08T03:29:59Z', '2026-03-07'],
    ['America/St_Johns', '2026-03-08T03:30:00Z', '2026-03-08'],
    ['America/St_Johns', '2026-03-09T02:29:59Z', '2026-03-08'],
    ['America/St_Johns', '2026-03-09T02:30:00Z', '2026-03-09'],
    ['Pacific/Kiritimati', '2026-03-04T10:00:00Z', '2026-03-05'],
    ['Pacific/Pago_Pago', '2026-03-05T10:59:59Z', '2026-03-04'],
  ])('in %s at %s is %s', (zone, now, today) => {
    expect(localDate(new Date(now), zone)).toBe(today)
    expect(read('30d', now, zone)?.to).toBe(today)
  })

  test('is the end of thirty days, also where one of them has 23 hours', () => {
    const now = '2026-03-30T10:00:00Z'
    expect(days('30d', now, 'Europe/Madrid')?.slice(0, 2)).toEqual(['2026-03-01', '2026-03-30'])
  })
})

describe('weeks', () => {
  test('begin on Monday and cover every day of the period', () => {
    const weeks = ['2026-02-02', '2026-02-09', '2026-02-16', '2026-02-23', '2026-03-02']
    expect(read('30d', noon)?.weeks).toEqual(weeks)
    expect(read('2026-03-02..2026-03-08', noon)?.weeks).toEqual(['2026-03-02'])
    expect(read('2026-03-08..2026-03-09', noon)?.weeks).toEqual(['2026-03-02', '2026-03-09'])
  })

  test('run over the year and the leap day', () => {
    expect(mondayOf('2026-01-01')).toBe('2025-12-29')
    expect(mondayOf('2024-03-03')).toBe('2024-02-26')
    expect(mondayOf('2026-03-02')).toBe('2026-03-02')
    expect(shifted('2024-02-28', 2)).toBe('2024-03-01')
    expect(shifted('2026-01-01', -1)).toBe('2025-12-31')
  })
})

describe('a custom period', () => {
  test('has both its ends in it', () => {
    const march = ['2026-03-01', '2026-03-31', '2026-01-29', '2026-02-28']
    expect(days('2026-03-01..2026-03-31', noon)).toEqual(march)
    const day = ['2026-03-04', '2026-03-04', '2026-03-03', '2026-03-03']
    expect(days('2026-03-04..2026-03-04', noon)).toEqual(day)
  })

  test('is running while today lies in it', () => {
    expect(read('2026-03-01..2026-03-04', noon)?.isRunning).toBe(true)
    expect(read('2026-03-04..2026-04-30', noon)?.isRunning).toBe(true)
    expect(read('2026-03-01..2026-03-03', noon)?.isRunning).toBe(false)
    expect(read('2026-03-05..2026-03-31', noon)?.isRunning).toBe(false)
  })

  test('keeps its key as it stands in the URL', () => {
    expect(read('2026-01-01..2026-03-31', noon)?.key).toBe('2026-01-01..2026-03-31')
  })

  test('is at most ten years long', () => {
    // 3660 days: 2016-01-01 … 2026-01-07 (ten years with three leap days are 3653, and seven more).
    expect(read('2016-01-01..2026-01-07', noon)).not.toBeNull()
    expect(read('2016-01-01..2026-01-08', noon)).toBeNull()
    expect(read('1970-01-01..9999-12-31', noon)).toBeNull()
  })

  test.each([
    '2026-03-31..2026-03-01',
    '2026-02-29..2026-03-01',
    '2026-02-30..2026-03-01',
    '2026-01-01..2026-04-31',
    '2026-13-01..2026-12-31',
    '2026-00-10..2026-01-10',
    '2026-1-1..2026-2-1',
    '1969-12-31..1970-01-02',
    '0000-01-01..0000-01-02',
    '2026-01-01',
    '2026-01-01..',
    '..2026-01-01',
    '..',
    '2026-01-01..2026-01-02..2026-01-03',
    '2026-01-01..2026-01-02T00:00:00Z',
    ' 2026-01-01..2026-01-02',
    '+02026-01-01..2026-01-02',
    "2026-01-01..2026-01-02'; DROP TABLE commits",
    '٢٠٢٦-01-01..2026-01-02',
  ])('is not %j', (key) => {
    expect(read(key, noon)).toBeNull()
  })

  test.each(['', '7d', '30D', '30d ', '12M', '13m', 'all', 'NaN', '-30d', '30', 'constructor'])(
    'nor is %j a preset',
    (key) => {
      expect(read(key, noon)).toBeNull()
    },
  )
})
