import { askGit } from './ask-git.js'
import type { FetchedWindow } from './fetch-window.js'
import type { GitPlace } from './git-environment.js'
import { openLocal } from './local-repository.js'
import type { LocalSource } from './source.js'
import type { KnownHistory } from './wanted-history.js'

/** Opens a repository of this machine as a window: nothing is fetched, everything is there. */
export async function openLocalWindow(
  place: GitPlace,
  source: LocalSource,
  { last }: KnownHistory,
  branch: string | null,
): Promise<FetchedWindow> {
  const { head, objects } = await openLocal(place, source, branch)
  const left = ['rev-list', '--count', '--end-of-options', last?.hash ?? '', `^${head.hash}`]
  const grown = last !== null && (await askGit({ ...place, objects }, left)) === '0'
  return {
    ...{ head, objects, method: 'in place', bytes: 0, clonedAt: null },
    beyond: grown ? last.hash : null,
    rewritten: last !== null && !grown,
  }
}
