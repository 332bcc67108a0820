import { readFileSync } from 'node:fs'
import { gunzipSync } from 'node:zlib'
import { factsOf } from '../../dist/files/file-kinds.js'

/** The types the model learns, each with the group in which it is shown and judged. */
export const types = [
  ['feature', 'feature'],
  ['fix', 'fix'],
  ['refactor', 'refactor'],
  ['perf', 'refactor'],
  ['style', 'refactor'],
  ['test', 'test'],
  ['docs', 'docs'],
  ['build', 'chore'],
  ['ci', 'chore'],
  ['deps', 'chore'],
  ['chore', 'chore'],
]
const groupByType = new Map(types)

export const groups = [...new Set(groupByType.values())]

/** A revert, a merge, a commit that is not told: a chore. */
export const groupOf = (type) => groupByType.get(type) ?? 'chore'

/** Reads labelled commits, one JSON object a line, gzipped or not. */
export function readExamples(path) {
  const bytes = readFileSync(path)
  const text = (bytes[0] === 0x1f && bytes[1] === 0x8b ? gunzipSync(bytes) : bytes).toString('utf8')
  return text
    .split('\n')
    .filter(Boolean)
    .map((line) => {
      const { repo, label, also, subject, files } = JSON.parse(line)
      return {
        ...{ repo, label, subject },
        // A second label may be equally right; the first is the one that counts as missed.
        groups: [label, ...(also ?? [])].map(groupOf),
        files: files.map((file) => ({ ...file, ...factsOf(file.path) })),
      }
    })
}

/** Whole repositories in `count` parts of about the same size. */
export function foldsOf(repositories, sizes, count) {
  const folds = Array.from({ length: count }, () => ({ repositories: new Set(), size: 0 }))
  const largestFirst = [...repositories].sort(
    (a, b) => sizes.get(b) - sizes.get(a) || (a < b ? -1 : 1),
  )
  for (const repository of largestFirst) {
    const smallest = folds.reduce((least, fold) => (fold.size < least.size ? fold : least))
    smallest.repositories.add(repository)
    smallest.size += sizes.get(repository)
  }
  return folds.map((fold) => fold.repositories)
}
