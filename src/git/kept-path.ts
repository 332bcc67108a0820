import { pathLimit } from './text.js'

/** A path as it is kept, and whether it is not quite what git has. */
export interface KeptPath {
  path: string
  changed: boolean
}

/**
 * A path as text. Git's paths are bytes without a NUL: those that are not UTF-8 become U+FFFD, and
 * a path beyond the limit is cut. Line feeds, quotes and the like stay, they are part of the name.
 */
export function keptPath(bytes: Buffer): KeptPath {
  if (bytes.length > pathLimit) {
    return { path: `${bytes.subarray(0, pathLimit).toString('utf8')}…`, changed: true }
  }
  const path = bytes.toString('utf8')
  return { path, changed: path.includes('\ufffd') }
}
