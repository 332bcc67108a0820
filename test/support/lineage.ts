import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { readBoundary } from '../../src/git/boundary.js'
import { openLocal } from '../../src/git/local-repository.js'
import {
  type LineageOptions,
  type LineageReading,
  readLineage,
} from '../../src/lineage/read-lineage.js'
import type { Rework } from '../../src/lineage/rework.js'
import { searchPath } from './git-repository.js'

/** What a reading told: of every commit its rework, of every file its lines, one origin a line. */
export interface ReadLineage {
  rework: Map<string, Rework | null>
  /** A hash, or "before", or "unknown". */
  lines: Map<string, string[]>
  reading: LineageReading
}

/** Reads the lineage of a repository's main branch. */
export async function lineageOf(
  path: string,
  options: Partial<LineageOptions> = {},
): Promise<ReadLineage> {
  const folder = await mkdtemp(join(tmpdir(), 'codevisto-test-lineage-'))
  try {
    const place = {
      folder,
      objects: null,
      searchPath,
      signal: null,
      onGroup: () => {},
      sharesGroup: false,
    }
    const { head, objects } = await openLocal(place, { kind: 'local', path }, 'main')
    const rework: ReadLineage['rework'] = new Map()
    const lines: ReadLineage['lines'] = new Map()
    const reading = await readLineage(
      { ...place, objects },
      {
        ...{ head: head.hash, since: null, now: new Date() },
        boundary: await readBoundary(folder),
        onRework: (hash, of) => void rework.set(hash, of),
        onFile: (path, runs) => {
          const origins = runs.flatMap(({ lines, origin }) =>
            Array<string>(lines).fill(typeof origin === 'string' ? origin : origin.hash),
          )
          lines.set(path, origins)
        },
        ...options,
      },
    )
    return { rework, lines, reading }
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}
