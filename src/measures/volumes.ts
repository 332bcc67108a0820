import type { MeasuredCommit } from './measured-commit.js'

/** The largest number a column of type integer holds: a sum is held there rather than refused. */
const largest = 2_147_483_647

type Files = MeasuredCommit['files']

export interface Volumes {
  additions: number
  deletions: number
  codeAdditions: number
  codeDeletions: number
  testAdditions: number
  testDeletions: number
  complexityLines: number
  complexityDelta: number | null
  indentDelta: number | null
}

/**
 * Sums over a commit's files.
 * volume = additions + deletions of non-binary files, renames followed; code and test apart;
 * complexityDelta = sum over the code files where it is known, null where it is known of none;
 * complexityLines = lines added in those files; indentDelta likewise, where that is known. Left out of code and test: every other kind; left out
 * of complexity: tests, whose branches are not the product's.
 */
export function volumes(commit: Pick<MeasuredCommit, 'files'>): Volumes {
  const total = (files: Files, of: (file: Files[number]) => number) =>
    Math.min(
      largest,
      files.reduce((sum, file) => sum + of(file), 0),
    )
  const added = (files: Files) => total(files, (file) => file.additions)
  const removed = (files: Files) => total(files, (file) => file.deletions)
  const code = commit.files.filter((file) => file.kind === 'code')
  const test = commit.files.filter((file) => file.kind === 'test')
  const known = code.filter((file) => file.complexityDelta !== null)
  const indented = code.filter((file) => file.indentDelta !== null)
  return {
    additions: added(commit.files),
    deletions: removed(commit.files),
    codeAdditions: added(code),
    codeDeletions: removed(code),
    testAdditions: added(test),
    testDeletions: removed(test),
    complexityLines: added(known),
    complexityDelta: known.length === 0 ? null : total(known, (file) => file.complexityDelta ?? 0),
    indentDelta: indented.length === 0 ? null : total(indented, (file) => file.indentDelta ?? 0),
  }
}
