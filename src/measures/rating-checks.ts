/**
 * Five checks of 0, 1 or 2 points; one that does not apply is not there.
 *   size        L <= 100: 2, <= 400: 1                              L: weighted-lines.ts
 *   focus       <= 2 top-level folders, or one module: 2, <= 4: 1   vendored and generated left out;
 *               the root is a folder; a module is files of one name (a.ts, a.test.ts, docs/a.md)
 *   tests       test lines added >= 20 % of code lines added: 2, any: 1   if code lines >= 20
 *   complexity  decision points per 10 code lines added <= 1: 2, <= 2.5: 1   where they are counted
 *   message     message-quality.ts
 */
import type { MeasuredCommit, MeasuredFile } from './measured-commit.js'
import { judgeMessage } from './message-quality.js'
import { testableLines } from './test-share.js'
import { volumes } from './volumes.js'
import { weightedLines } from './weighted-lines.js'

export interface CheckResult {
  check: 'size' | 'focus' | 'tests' | 'complexity' | 'message'
  points: 0 | 1 | 2
  possible: 2
  /** What the points rest on, in words and numbers. */
  because: string
}

type Points = CheckResult['points']
type Facts = Pick<MeasuredCommit, 'subject' | 'message' | 'files'>

export function checksOf(commit: Facts): CheckResult[] {
  const lines = weightedLines(commit.files)
  const checks = [size(lines), focus(commit.files), tests(commit), complexity(commit)]
  const { points, because } = judgeMessage(commit, lines)
  return [...checks, result('message', points, because)].filter((check) => check !== null)
}

function result(check: CheckResult['check'], points: Points, because: string): CheckResult {
  return { check, points, possible: 2, because }
}

/** 2 up to `full`, 1 up to `half`, else 0. */
function atMost(value: number, full: number, half: number): Points {
  if (value <= full) return 2
  return value <= half ? 1 : 0
}

function size(lines: number): CheckResult {
  return result('size', atMost(lines, 100, 400), `${rounded(lines)} weighted lines`)
}

function focus(files: MeasuredFile[]): CheckResult {
  const own = files.filter(({ kind }) => kind !== 'vendored' && kind !== 'generated')
  const folders = new Set(own.map(({ path }) => path.slice(0, Math.max(0, path.indexOf('/')))))
  const names = new Set(own.map(({ path }) => moduleName(path)))
  if (folders.size > 2 && names.size === 1)
    return result('focus', 2, `one module: ${[...names][0]}`)
  const because = folders.size === 1 ? '1 top-level folder' : `${folders.size} top-level folders`
  return result('focus', atMost(folders.size, 2, 4), because)
}

/** `user` of `src/User.ts`, `test/user.test.ts`, `user_test.go`, `test_user.py` and `UserTest.java`. */
function moduleName(path: string): string {
  const [stem = ''] = path.slice(path.lastIndexOf('/') + 1).split('.')
  return stem.replace(/^test_|[_-](test|spec)s?$|(Test|Tests|Spec)$/g, '').toLowerCase()
}

function tests(commit: Facts): CheckResult | null {
  const { codeAdditions, testAdditions } = volumes(commit)
  if (codeAdditions < testableLines) return null
  const because = `${testAdditions} test lines for ${codeAdditions} code lines`
  if (testAdditions >= 0.2 * codeAdditions) return result('tests', 2, because)
  return result('tests', testAdditions > 0 ? 1 : 0, because)
}

function complexity(commit: Facts): CheckResult | null {
  const { complexityDelta, complexityLines } = volumes(commit)
  if (complexityDelta === null || complexityLines === 0) return null
  const because = `${complexityDelta} decision points for ${complexityLines} code lines`
  return result('complexity', atMost((10 * complexityDelta) / complexityLines, 1, 2.5), because)
}

function rounded(value: number): number {
  return Math.round(value * 10) / 10
}
