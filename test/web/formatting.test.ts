import { describe, expect, test } from 'vitest'
import {
  formatAgo,
  formatCompact,
  formatCount,
  formatDate,
  formatDay,
  formatDelta,
  formatDuration,
  formatInstant,
  formatNumber,
  formatShare,
  formatTileValue,
} from '../../src/web/formatting.js'

/** Narrow and plain unbreakable spaces written as a space, so that the tables below can be read. */
const plain = (text: string) => text.replace(/[\u202f\u00a0]/g, ' ')

describe('numbers', () => {
  test.each([
    [0, 0, '0'],
    [999, 0, '999'],
    [1000, 0, '1 000'],
    [1_234_567, 0, '1 234 567'],
    [-4812, 0, '−4 812'],
    [7.125, 1, '7.1'],
    [-0.04, 1, '0.0'],
    [1234.56, 1, '1 234.6'],
  ])('%d with %d digits is %s', (value, digits, text) => {
    expect(plain(formatNumber(value, digits))).toBe(text)
  })

  test('a number never breaks at the end of a line', () => {
    expect(formatNumber(1_234_567)).toBe('1\u202f234\u202f567')
  })

  test.each([
    [0, '0'],
    [0.5, '0.5'],
    [950, '950'],
    [1000, '1k'],
    [1500, '1.5k'],
    [40_000, '40k'],
    [999_499, '999k'],
    [999_500, '1M'],
    [2_400_000, '2.4M'],
    [3_000_000_000, '3B'],
    [-1500, '−1.5k'],
  ])('%d on an axis is %s', (value, text) => {
    expect(formatCompact(value)).toBe(text)
  })

  test.each([
    [6844, '', '6 844'],
    [99_999, '', '99 999'],
    [100_000, '', '100k'],
    [182_340, '', '182k'],
    [999_500, '', '1.00M'],
    [1_234_567, '', '1.23M'],
    [12_345_678, '', '12.3M'],
    [123_456_789, '', '123M'],
    [1_234_567_000, '', '1.23B'],
    [7.4, 'per 100 lines', '7.4'],
    [-12.6, 'per 100 lines', '−13'],
  ])('%d %s in a tile is %s', (value, unit, text) => {
    expect(plain(formatTileValue(value, unit))).toBe(text)
  })

  test.each([
    [0, '0%'],
    [0.004, '<1%'],
    [0.404, '40%'],
    [0.996, '>99%'],
    [1, '100%'],
  ])('a share of %d is %s', (share, text) => {
    expect(formatShare(share)).toBe(text)
  })

  test('counts carry their noun', () => {
    expect(plain(formatCount(1, 'commit'))).toBe('1 commit')
    expect(plain(formatCount(4812, 'commit'))).toBe('4 812 commits')
    expect(plain(formatCount(0, 'repository', 'repositories'))).toBe('0 repositories')
  })
})

describe('changes', () => {
  const percent = (value: number, good: boolean | null) =>
    formatDelta({ kind: 'percent', value, good })

  test('direction by arrow, meaning by tone, both by words', () => {
    expect(percent(18, true)).toEqual({ icon: 'arrow-up-right', tone: 'good', text: '18% more' })
    expect(percent(-9.4, false)).toEqual({
      icon: 'arrow-down-right',
      tone: 'bad',
      text: '9% fewer',
    })
    expect(percent(30, null).tone).toBe('')
  })

  test('within 3 % nothing changed', () => {
    expect(percent(2.9, true)).toEqual({ icon: 'minus', tone: '', text: 'no change' })
    expect(percent(-2.9, false).text).toBe('no change')
    expect(percent(3, true).text).toBe('3% more')
  })

  test('from six-fold on a multiple says more than a percentage', () => {
    expect(percent(499, null).text).toBe('499% more')
    expect(percent(500, null).text).toBe('6 times as many')
  })

  test('points and differences', () => {
    const points = formatDelta({ kind: 'points', value: -4.2, good: false })
    expect(plain(points.text)).toBe('4 points down')
    expect(plain(formatDelta({ kind: 'points', value: 1, good: true }).text)).toBe('1 point up')
    expect(formatDelta({ kind: 'points', value: 0.4, good: true }).text).toBe('no change')
    const people = formatDelta({ kind: 'difference', value: -2, good: null })
    expect(people.text).toBe('2 fewer')
    const complexity = formatDelta(
      { kind: 'difference', value: 0.84, good: false },
      'higher',
      'lower',
    )
    expect(complexity).toEqual({ icon: 'arrow-up-right', tone: 'bad', text: '0.8 higher' })
  })
})

describe('time', () => {
  const now = new Date('2026-11-24T10:42:00Z')

  test.each([
    ['2026-11-24T10:41:30Z', 'just now'],
    ['2026-11-24T10:30:00Z', '12 min ago'],
    ['2026-11-24T07:40:00Z', '3 h ago'],
    ['2026-11-23T10:42:00Z', '24 h ago'],
    ['2026-11-20T10:42:00Z', '4 days ago'],
    ['2026-11-01T10:42:00Z', '1 Nov 2026'],
    ['2026-11-24T10:45:00Z', 'just now'],
  ])('%s is %s', (instant, text) => {
    expect(plain(formatAgo(new Date(instant), now, 'UTC'))).toBe(text)
  })

  test('an instant falls on the day of the zone', () => {
    const late = new Date('2026-11-24T23:30:00Z')
    expect(formatDate(late, 'UTC')).toBe('24 Nov 2026')
    expect(formatDate(late, 'Asia/Tokyo')).toBe('25 Nov 2026')
    expect(formatInstant(late, 'America/New_York')).toBe('24 Nov 2026, 18:30')
  })

  test('a calendar day has no zone', () => {
    expect(formatDay('2026-05-04')).toBe('4 May')
    expect(formatDay('2026-05-04', true)).toBe('4 May 2026')
  })

  test.each([
    [200, '1 s'],
    [11_400, '11 s'],
    [12 * 60_000, '12 min'],
    [17.6 * 3_600_000, '17.6 h'],
    [72 * 3_600_000, '3 days'],
  ])('%d ms took %s', (milliseconds, text) => {
    expect(plain(formatDuration(milliseconds))).toBe(text)
  })
})
