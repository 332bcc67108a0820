import { digestOf } from '../database/digest.js'
import type { Staging, StagingTable } from '../database/staging.js'
import type { OriginRun } from './read-lineage.js'
import type { Rework } from './rework.js'
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

/** Lines of a file that somebody touched last. */
export interface OwnedLines extends Author {
  lines: number
}

/** Lines of a file by whoever touched them last, those from before the window left out. */
export function linesByAuthor(runs: OriginRun[]): OwnedLines[] {
  const lines = new Map<Author, number>()
  for (const run of runs) {
    if (typeof run.origin === 'string') continue
    const { author } = run.origin
    lines.set(author, (lines.get(author) ?? 0) + run.lines)
  }
  return [...lines].map(([{ name, email }, count]) => ({ name, email, lines: count }))
}

/** Takes what a reading of the lineage tells into the tables. */
export class LineageRecorder {
  constructor(private readonly staging: Pick<Staging, 'add'>) {}

  /** The rework of a commit; null where it is not known. */
  rework(hash: string, rework: Rework | null): Promise<void> {
    return this.staging.add('staged_rework', [
      Buffer.from(hash, 'hex'),
      rework?.reworkedLines ?? null,
      rework?.reworkBase ?? null,
    ])
  }

  /** Who touched how many lines of a file last. */
  async ownership(path: string, owners: readonly OwnedLines[]): Promise<void> {
    for (const { name, email, lines } of owners) {
      await this.staging.add('staged_ownership', [digestOf(path), digestOf(name, email), lines])
    }
  }
}
