import type { CloneMethod } from './clone-method.js'
import { bytesIn } from './folder-size.js'
import type { GitPlace } from './git-environment.js'
import type { Head } from './local-repository.js'
import { remoteHead } from './remote-head.js'
import { checkAddress, type RemoteSource } from './source.js'
import { WindowClone } from './window-clone.js'

/** A repository whose commits of the window can be read. */
export interface FetchedWindow {
  head: Head
  /** Whose objects to read; null for our own. */
  objects: string | null
  method: CloneMethod
  bytes: number
  clonedAt: Date | null
}

/**
 * Fetches what the diffs of the window need and no more, where the host allows it:
 *
 *   1 the commits and trees since the window's start less a margin; then proof: no commit of the
 *     window is on the shallow boundary, or its parents, and what hangs on them, never arrived
 *   2 not proven: the same with a wider margin, then commits and trees of the whole history
 *   3 the window's file contents, in one request
 *   4 a host that knows no filters, or fails on the way: a full clone
 */
export async function fetchWindow(
  place: GitPlace,
  remote: RemoteSource,
  since: Date | null,
  branch: string | null,
): Promise<FetchedWindow> {
  checkAddress(remote)
  const clone = new WindowClone(place, remote, branch)
  await clone.begin('sha1')
  const head = await remoteHead(place, remote, branch)
  if (head.hash.length === 64) await clone.begin('sha256')
  const method = since === null ? await clone.everything() : await clone.window(since)
  const bytes = await bytesIn(place.folder)
  const hash = await clone.head()
  return { head: { ...head, hash }, objects: null, method, bytes, clonedAt: new Date() }
}
