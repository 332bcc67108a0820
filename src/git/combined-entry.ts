import type { CombinedFile } from './combined-diff.js'

const colon = 58

/** A file of a combined diff, and its contents by id: what its part of the patch is known by. */
export interface CombinedEntry {
  file: CombinedFile
  /** `<id>,<id>..<id>`, the parents' and the merge's. */
  ids: string
}

/**
 * Reads `::<mode> <mode> <mode> <id> <id> <id> MM`, NUL, path, NUL at `start`: a colon, a mode, an id
 * and a letter for every parent, a mode and an id for the merge. Null when the rest is still to come.
 */
export function readCombinedEntry(
  bytes: Buffer,
  start: number,
): { entry: CombinedEntry; end: number } | null {
  const metaEnd = bytes.indexOf(0, start)
  if (metaEnd === -1) return null
  const pathEnd = bytes.indexOf(0, metaEnd + 1)
  if (pathEnd === -1) return null
  let parents = 0
  while (bytes[start + parents] === colon) parents++
  const words = bytes.toString('latin1', start + parents, metaEnd).split(' ')
  const modes = words.slice(0, parents + 1)
  const ids = words.slice(parents + 1, 2 * parents + 2)
  const isAbsent = (id: string) => /^0+$/.test(id)
  const result = ids.at(-1) ?? ''
  const isOther = modes.some((mode) => mode === '160000' || mode === '120000')
  const file: CombinedFile = {
    path: Buffer.from(bytes.subarray(metaEnd + 1, pathEnd)),
    absent: ids.slice(0, -1).map(isAbsent),
    sameAs: nullIfNone(ids.slice(0, -1).indexOf(result)),
    isDeleted: isAbsent(result),
    blobs: isOther ? [] : ids.filter((id) => !isAbsent(id)),
    isBinary: isOther,
    hunks: [],
  }
  return { entry: { file, ids: `${ids.slice(0, -1).join(',')}..${result}` }, end: pathEnd + 1 }
}

function nullIfNone(index: number): number | null {
  return index === -1 ? null : index
}
