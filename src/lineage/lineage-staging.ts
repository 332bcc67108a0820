import { digestOf } from '../database/digest.js'
import type { Staging, StagingTable } from '../database/staging.js'
import type { LineageOptions, OriginRun } from './read-lineage.js'
import type { Author } from './window-commits.js'

/** Where what a reading tells waits for the transaction that publishes it. */
export const lineageTables: StagingTable[] = [
  {
    name: 'staged_rework',
    columns: { hash: 'bytea', reworkedLines: 'integer', reworkBase: 'integer' },
  },
  {
    name: 'staged_ownership',
    columns: { path: 'bytea', identity: 'bytea', lines: 'integer' },
  },
]

/** Lines of a file by whoever touched them last, those from before the window left out. */
function linesByAuthor(runs: OriginRun[]): Map<Author, number> {
  const lines = new Map<Author, number>()
  for (const run of runs) {
    if (typeof run.origin === 'string') continue
    const { author } = run.origin
    lines.set(author, (lines.get(author) ?? 0) + run.lines)
  }
  return lines
}

/** Takes what `readLineage` tells into the tables. */
export function lineageRecorder(
  staging: Pick<Staging, 'add'>,
): Required<Pick<LineageOptions, 'onRework' | 'onFile'>> {
  return {
    onRework: (hash, rework) =>
      staging.add('staged_rework', [
        Buffer.from(hash, 'hex'),
        rework?.reworkedLines ?? null,
        rework?.reworkBase ?? null,
      ]),
    async onFile(path, runs) {
      for (const [{ name, email }, lines] of linesByAuthor(runs)) {
        await staging.add('staged_ownership', [digestOf(path), digestOf(name, email), lines])
      }
    },
  }
}
