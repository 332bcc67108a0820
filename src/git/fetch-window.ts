import { askGit } from './ask-git.js'
import type { CloneMethod } from './clone-method.js'
import { bytesIn } from './folder-size.js'
import type { GitPlace } from './git-environment.js'
import type { Head } from './local-repository.js'
import { remoteHead } from './remote-head.js'
import { checkAddress, type RemoteSource } from './source.js'
import type { WantedHistory } from './wanted-history.js'
import { WindowClone } from './window-clone.js'

/** A repository whose wanted commits can be read. */
export interface FetchedWindow {
  head: Head
  /** Whose objects to read; null for our own. */
  objects: string | null
  method: CloneMethod
  bytes: number
  clonedAt: Date | null
  /** The tip as it was read last, where all that is behind it is behind the head too. */
  beyond: string | null
  /** The tip that was read last is no longer behind the head: the branch was rewritten. */
  rewritten: boolean
}

/**
 * Fetches what the diffs of the wanted commits need and no more, where the host allows it.
 *
 * Read before, and the branch has only grown:
 *   0 the tip is the one that was read last: nothing at all
 *   1 commits and trees since the last tip less a margin; then proof: every commit on the shallow
 *     boundary is known, so all that lies behind it is
 *   2 not proven: the parents of those cut off, by name (mend-boundary.ts), then their trees
 *   3 the file contents of the unknown commits, in one request
 *
 * Not read before, or rewritten, or not proven:
 *   1 the commits and trees since the window's start less a margin; then proof: no commit of the
 *     window is on the shallow boundary, or its parents, and what hangs on them, never arrived
 *   2 not proven: mended as above; still not: commits and trees of the whole history
 *   3 the window's file contents, in one request
 *   4 a host that knows no filters, or fails on the way: a full clone
 */
export async function fetchWindow(
  place: GitPlace,
  remote: RemoteSource,
  wanted: WantedHistory,
  branch: string | null,
): Promise<FetchedWindow> {
  checkAddress(remote)
  const clone = new WindowClone(place, remote, branch, wanted)
  await clone.begin('sha1')
  const head = await remoteHead(place, remote, branch)
  const { last } = wanted
  if (last?.hash === head.hash && wanted.historySince === null) return unchanged(head)
  if (head.hash.length === 64) await clone.begin('sha256')
  const { method, grown } = await clone.fetch()
  const isThere = last && (await askGit(place, ['cat-file', '-t', last.hash])) === 'commit'
  const bytes = await bytesIn(place.folder)
  const hash = await clone.head()
  return {
    head: { ...head, hash },
    ...{ objects: null, method, bytes, clonedAt: new Date() },
    beyond: grown && isThere ? last.hash : null,
    rewritten: last !== null && !grown,
  }
}

function unchanged(head: Head): FetchedWindow {
  return {
    head,
    ...{ objects: null, method: 'nothing new', bytes: 0, clonedAt: null },
    ...{ beyond: head.hash, rewritten: false },
  }
}
