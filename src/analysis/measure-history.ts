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

/** What is read, and how. */
export interface Reading {
  range: HistoryRange
  /** How many gits diff side by side. */
  gits: number
  /** Whether a commit has been measured before and is not read again. */
  isKnown: (hash: string) => boolean
  /** Told of every commit of the range, known ones too, boundary ones not. */
  onHash: (hash: string) => void
}

/**
 * Measures the commits of a range, newest first, in one pass over their diffs. What is read and
 * skipped is counted in `progress`, what could not be kept as it is in `anomalies`.
 */
export async function* measureHistory(
  place: GitPlace,
  reading: Reading,
  progress: ProgressReport,
  anomalies: Anomalies,
): AsyncGenerator<MeasuredCommit[]> {
  const { range, gits } = reading
  const { counts } = progress
  const paths = new PathBook()
  const counting = countHistory(place, range)
  const found = counting.count.then((count) => {
    counts.commitsFound = count
  })
  const mailmap = await readMailmap(place, range.head)
  if (mailmap.isIgnored) anomalies.mailmapsIgnored++
  const history = toMeasure(place, reading, progress, mailmap.blob)
  try {
    for await (const changes of readChanges(place, history, paths, gits)) {
      const measured = changes.map((change) => measure(change, paths, anomalies))
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

/** The commits of the range without those that are cut off from their parents or known. */
async function* toMeasure(
  place: GitPlace,
  { range, isKnown, onHash }: Reading,
  { counts }: ProgressReport,
  mailmap: string | null,
): AsyncGenerator<CommitRecord[]> {
  const boundary = await readBoundary(place.folder)
  const skip = (reason: 'boundary' | 'known') => {
    counts.commitsRead++
    counts.skipped[reason]++
    return false
  }
  for await (const batch of readHistory(place, range, new Date(), boundary, mailmap)) {
    yield batch.filter(({ hash }) => {
      const known = isKnown(hash)
      if (boundary.has(hash) && !known) return skip('boundary')
      onHash(hash)
      return known ? skip('known') : true
    })
  }
}
