/**
 * L = sum over files of min(500, weight x (additions + 0.5 x deletions))
 *
 * weight: code 1, test 0.7, config 0.5, docs 0.4, data 0.1, vendored and generated 0. Binary files
 * have no lines.
 */
import type { FileKind } from '../files/file-kinds.js'
import type { MeasuredFile } from './measured-commit.js'

const weights: Record<FileKind, number> = {
  ...{ code: 1, test: 0.7, config: 0.5, docs: 0.4, data: 0.1, vendored: 0, generated: 0 },
}
const deletionWeight = 0.5
/** Weighted lines of one file at most. */
const fileCap = 500

type Sized = Pick<MeasuredFile, 'kind' | 'additions' | 'deletions'>

export function weightedLines(files: Sized[]): number {
  return files.reduce((sum, { kind, additions, deletions }) => {
    const lines = weights[kind] * (additions + deletionWeight * deletions)
    return sum + Math.min(fileCap, lines)
  }, 0)
}
