/**
 * testShare = test lines added / (test + code lines added), 0 to 1; null where neither was added
 * untested  = code lines added >= 20 and test lines added = 0
 *
 * Indicators of tests, never called coverage: they say that tests were touched, not what they run.
 * Left out: docs, config, data, vendored and generated files, binary files, and removed lines.
 */
import type { Volumes } from './volumes.js'

/** Code lines added from which on a change is asked for tests. */
export const testableLines = 20

type Added = Pick<Volumes, 'codeAdditions' | 'testAdditions'>

export function testShare({ codeAdditions, testAdditions }: Added): number | null {
  const lines = codeAdditions + testAdditions
  return lines === 0 ? null : testAdditions / lines
}

export function untested({ codeAdditions, testAdditions }: Added): boolean {
  return codeAdditions >= testableLines && testAdditions === 0
}
