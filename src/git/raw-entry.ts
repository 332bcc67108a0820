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

/**
 * Reads `:100644 100644 <id> <id> R100`, NUL, path, NUL and for renames a second path and NUL, at
 * `start`. Null when `bytes` does not hold the whole of it yet.
 */
export function readRawEntry(
  bytes: Buffer,
  start: number,
): { entry: RawEntry; end: number } | null {
  const metaEnd = bytes.indexOf(0, start)
  if (metaEnd === -1) return null
  const firstEnd = bytes.indexOf(0, metaEnd + 1)
  if (firstEnd === -1) return null
  const [oldMode, newMode, oldId, newId, status] = bytes
    .toString('latin1', start + 1, metaEnd)
    .split(' ') as [string, string, string, string, string]
  const renamed = status[0] === 'R' || status[0] === 'C'
  const secondEnd = renamed ? bytes.indexOf(0, firstEnd + 1) : firstEnd
  if (secondEnd === -1) return null
  const first = Buffer.from(bytes.subarray(metaEnd + 1, firstEnd))
  const entry: RawEntry = {
    status: status[0] ?? 'M',
    path: renamed ? Buffer.from(bytes.subarray(firstEnd + 1, secondEnd)) : first,
    from: renamed ? first : null,
    sameContent: oldId === newId,
    mode: modeOf(status[0] === 'D' ? oldMode : newMode),
  }
  return { entry, end: secondEnd + 1 }
}

function modeOf(octal: string): RawEntry['mode'] {
  if (octal === '160000') return 'submodule'
  return octal === '120000' ? 'link' : 'file'
}
