import { describe, expect, it } from 'vitest'
import { keepDates } from '../../src/git/dates.js'

const now = new Date('2026-06-01T00:00:00Z')
const good = '1600000000 +0530'

describe('keepDates', () => {
  it.each([
    ['1600000000 +0530', '2020-09-13T12:26:40.000Z', 330, false],
    ['1600000000 -0330', '2020-09-13T12:26:40.000Z', -210, false],
    ['1600000000 +0000', '2020-09-13T12:26:40.000Z', 0, false],
    // A real commit: 2106-02-07 with an offset of a hundred thousand hours.
    ['4294967295 -13068837', '2026-06-02T00:00:00.000Z', -720, true],
    ['1600000000 +1500', '2020-09-13T12:26:40.000Z', 840, true],
    ['0 +0000', '1990-01-01T00:00:00.000Z', 0, true],
    ['99999999999 +9999', '2026-06-02T00:00:00.000Z', 840, true],
    ['', '2020-09-13T12:26:40.000Z', 330, true],
    ['18446744073709551615 +0000', '2020-09-13T12:26:40.000Z', 330, true],
    ['garbage', '2020-09-13T12:26:40.000Z', 330, true],
  ])('keeps %j as %s, %i minutes, suspect: %s', (raw, at, offsetMinutes, suspect) => {
    expect(keepDates(raw, good, now).author).toEqual({ at, offsetMinutes, suspect })
  })

  it('has a date even where neither can be read', () => {
    const { author, committer } = keepDates('', '', now)
    expect(author).toEqual({ at: '1990-01-01T00:00:00.000Z', offsetMinutes: 0, suspect: true })
    expect(committer).toEqual(author)
  })

  it('never gives a negative zero', () => {
    expect(Object.is(keepDates('1600000000 -0000', good, now).author.offsetMinutes, 0)).toBe(true)
  })
})
