import type { HunkHeader } from '../git/hunk-header.js'
import { type LineRuns, RunCursor, RunWriter } from './line-runs.js'

/** Told of lines that go: how many, whose they were, and in which hunk. */
export type OnRemoved = (lines: number, origin: number, hunk: number) => void

/**
 * The next version of a file: `@@ -a,b +c,d @@` takes `b` lines away from line `a` on and puts `d` of
 * `origin` in their place; where b is 0 they go behind line `a`.
 */
export function spliceHunks(
  runs: LineRuns,
  hunks: readonly HunkHeader[],
  origin: number,
  onRemoved: OnRemoved,
): LineRuns {
  const cursor = new RunCursor(runs)
  const writer = new RunWriter()
  const keep = (lines: number, of: number) => writer.add(lines, of)
  let read = 0
  hunks.forEach(({ firstRemoved, removed, added }, index) => {
    const kept = (removed > 0 ? firstRemoved - 1 : firstRemoved) - read
    cursor.take(kept, keep)
    cursor.take(removed, (lines, of) => onRemoved(lines, of, index))
    writer.add(added, origin)
    read += kept + removed
  })
  return cursor.finish(writer)
}
