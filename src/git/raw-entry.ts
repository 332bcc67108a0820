/** One entry of git's raw diff: what happened to which path, before any line of it. */
export interface RawEntry {
  /** git's letter: A added, D deleted, M modified, R renamed, T changed type. */
  status: string
  path: Buffer
  /** The path it was renamed from, or null. */
  from: Buffer | null
  /** The two versions are the same content. */
  sameContent: boolean
  /** A regular file in its present (or, when deleted, last) version; else a link or submodule. */
  mode: 'file' | 'link' | 'submodule'
}

const [blank, copiedFile, deleted, renamed] = [32, 67, 68, 82]
const [one, six, two] = [49, 54, 50]
/** Where the mode of the old version stands, that of the new one, and the ids of both. */
const places = { oldMode: 1, newMode: 8, ids: 15 }

/**
 * Reads `:100644 100644 <id> <id> R100`, NUL, path, NUL and for renames a second path and NUL, at
 * `start`. Null when `bytes` does not hold the whole of it yet. Read a few hundred thousand times in a
 * long history, so without a string for what is only compared.
 */
export function readRawEntry(
  bytes: Buffer,
  start: number,
): { entry: RawEntry; end: number } | null {
  const metaEnd = bytes.indexOf(0, start)
  if (metaEnd === -1) return null
  const firstEnd = bytes.indexOf(0, metaEnd + 1)
  if (firstEnd === -1) return null
  const oldId = start + places.ids
  const newId = bytes.indexOf(blank, oldId) + 1
  const letter = 2 * newId - oldId
  const status = bytes[letter]!
  const isMoved = status === renamed || status === copiedFile
  const secondEnd = isMoved ? bytes.indexOf(0, firstEnd + 1) : firstEnd
  if (secondEnd === -1) return null
  const first = copied(bytes, metaEnd + 1, firstEnd)
  const entry: RawEntry = {
    status: String.fromCharCode(status),
    path: isMoved ? copied(bytes, firstEnd + 1, secondEnd) : first,
    from: isMoved ? first : null,
    sameContent: bytes.compare(bytes, newId, letter - 1, oldId, newId - 1) === 0,
    mode: modeAt(bytes, start + (status === deleted ? places.oldMode : places.newMode)),
  }
  return { entry, end: secondEnd + 1 }
}

/** The bytes on their own: what was read is used again. */
function copied(bytes: Buffer, start: number, end: number): Buffer {
  const copy = Buffer.allocUnsafe(end - start)
  bytes.copy(copy, 0, start, end)
  return copy
}

/** 160000 is a submodule, 120000 a link; all else is a file. */
function modeAt(bytes: Buffer, position: number): RawEntry['mode'] {
  if (bytes[position] !== one) return 'file'
  if (bytes[position + 1] === six) return 'submodule'
  return bytes[position + 1] === two ? 'link' : 'file'
}
