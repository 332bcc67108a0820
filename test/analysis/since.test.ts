import { describe, expect, it } from 'vitest'
import { readSince } from '../../src/analysis/since.js'

const now = new Date('2026-03-31T12:00:00Z')

describe('readSince', () => {
  it.each([
    ['90d', '2025-12-31T12:00:00.000Z'],
    ['0d', '2026-03-31T12:00:00.000Z'],
    ['12m', '2025-03-31T12:00:00.000Z'],
    ['1m', '2026-02-28T12:00:00.000Z'],
    ['2026-01-01', '2026-01-01T00:00:00.000Z'],
  ])('%s begins at %s', (text, start) => {
    expect(readSince(text, now)?.since?.toISOString()).toBe(start)
  })

  it('takes all for everything', () => {
    expect(readSince('all', now)).toEqual({ since: null })
  })

  it.each(['', '12', '12x', '-1d', 'yesterday', '2026-02-30', '2026-13-01', '1.5m', '999999d'])(
    'does not take %j',
    (text) => {
      expect(readSince(text, now)).toBeNull()
    },
  )
})
