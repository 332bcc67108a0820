import { expect, it } from 'vitest'
import { testShare, untested } from '../../src/measures/test-share.js'

it.each([
  // code, test, share, untested
  [0, 0, null, false],
  [0, 10, 1, false],
  [19, 0, 0, false],
  [20, 0, 0, true],
  [20, 1, 1 / 21, false],
  [30, 10, 0.25, false],
  [500, 0, 0, true],
])('%i code and %i test lines: %s, untested %s', (codeAdditions, testAdditions, share, bare) => {
  expect(testShare({ codeAdditions, testAdditions })).toBe(share)
  expect(untested({ codeAdditions, testAdditions })).toBe(bare)
})
