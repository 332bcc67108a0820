import { readBoundary } from '../git/boundary.js'
import type { GitPlace } from '../git/git-environment.js'
import { type CommitRecord, countHistory, type HistoryRange, readHistory } from '../git/history.js'
import { readMailmap } from '../git/mailmap.js'
import type { MeasuredCommit } from '../measures/measured-commit.js'
import type { Anomalies } from './anomalies.js'
import { readChanges } from './changes.js'
import { measure } from './measure.js'
import { PathBook } from './path-book.js'
import type { ProgressReport } from './progress.js'

/**
 * Measures the commits of a range, newest first, in one pass over their diffs. What is read and
 * skipped is counted in `progress`, what could not be kept as it is in `anomalies`.
 */
export async function* measureHistory(
  place: GitPlace,
  range: HistoryRange,
  progress: ProgressReport,
  anomalies: Anomalies,
): AsyncGenerator<MeasuredCommit[]> {
  const { counts } = progress
  const paths = new PathBook()
  const boundary = await readBoundary(place.folder)
  const counting = countHistory(place, range)
  const found = counting.count.then((count) => {
    counts.commitsFound = count
  })
  // A repository that cannot be counted cannot be read either, and reading tells it better.
  found.catch(() => {})
  const mailmap = await readMailmap(place, range.head)
  if (mailmap.isIgnored) anomalies.mailmapsIgnored++
  const records = readHistory(place, range, new Date(), mailmap.blob)
  const history = withoutBoundary(records, boundary, () => {
    counts.commitsRead++
    counts.skipped.boundary++
  })
  try {
    for await (const changes of readChanges(place, history, paths)) {
      const measured = changes.map(({ record, diff }) => measure(record, diff, paths, anomalies))
      for (const commit of measured) {
        counts.commitsRead++
        if (commit.skipped) counts.skipped[commit.skipped]++
        else counts.measured++
      }
      yield measured
      progress.perhaps()
    }
    await found
  } finally {
    counting.stop()
  }
}

async function* withoutBoundary(
  history: AsyncIterable<CommitRecord[]>,
  boundary: Set<string>,
  onBoundary: () => void,
): AsyncGenerator<CommitRecord[]> {
  for await (const batch of history) {
    yield batch.filter((record) => {
      if (!boundary.has(record.hash)) return true
      onBoundary()
      return false
    })
  }
}
