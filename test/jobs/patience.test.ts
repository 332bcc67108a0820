import { describe, expect, test } from 'vitest'
import { isCalm, patiently } from '../../src/jobs/patience.js'
import { testDatabase } from '../support/database.js'

const look = (databaseMs: number, ownMs: number) => ({ databaseMs, ownMs })

describe('a round that takes the silent for dead', () => {
  test.each([
    ['comes as it should', look(1_000_000, 500), look(1_010_100, 10_500), true],
    ['comes a little late', look(1_000_000, 0), look(1_024_000, 24_000), true],
    ['is the first', null, look(1_000_000, 0), false],
    ['comes after the database was away', look(1_000_000, 0), look(1_040_000, 40_000), false],
    ['meets a clock set forward by an hour', look(1_000_000, 0), look(4_610_000, 10_000), false],
    ['meets a clock set back by a minute', look(1_000_000, 0), look(950_000, 10_000), false],
  ])('that %s', (_, last, now, calm) => {
    expect(isCalm(last, now)).toBe(calm)
  })

  test('is done from the second look on', async () => {
    let times = 0
    const round = patiently(testDatabase(), async () => times++)
    await round()
    expect(times).toBe(0)
    await round()
    expect(times).toBe(1)
  })
})
