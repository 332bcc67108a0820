import { copyFile, realpath } from 'node:fs/promises'
import { join } from 'node:path'
import { askGit } from './ask-git.js'
import { runGit } from './git.js'
import type { GitPlace } from './git-environment.js'
import { ReadingFault } from './reading-fault.js'
import type { LocalSource } from './source.js'

/** Where an analysis begins: a commit, and the branch it is the tip of, if of one. */
export interface Head {
  hash: string
  branch: string | null
}

/** A repository of this machine: its objects are read where they are. */
export interface LocalRepository {
  head: Head
  objects: string
}

/**
 * Finds the repository at a path: a work tree, a `.git` folder or file, or a bare repository; not a
 * folder further up. Only its objects, its refs and its `shallow` file are used. The bare
 * repository of our own at `place` stands in for it, so its configuration, hooks and attributes
 * neither change a number nor run a program, and it may belong to another user.
 */
export async function openLocal(
  place: GitPlace,
  source: LocalSource,
  branch: string | null,
): Promise<LocalRepository> {
  const path = await realpath(source.path).catch(() => null)
  if (!path) throw notFound()
  for (const folder of [join(path, '.git'), path]) {
    const ask = (...args: string[]) => askGit(place, args, folder)
    const common = await ask('rev-parse', '--path-format=absolute', '--git-common-dir')
    if (!common) continue
    await initialize(place, (await ask('rev-parse', '--show-object-format')) ?? 'sha1')
    const objects = join(common, 'objects')
    const head = await headOf(ask, branch)
    await copyFile(join(common, 'shallow'), join(place.folder, 'shallow')).catch(() => {})
    return { head, objects }
  }
  throw new ReadingFault(
    'not-a-repository',
    'This folder is not a git repository.',
    'Give the top folder of a work tree, its .git folder, or a bare repository.',
  )
}

/** Makes the bare repository of our own: empty, without hooks or templates. */
export async function initialize(place: GitPlace, objectFormat: string): Promise<void> {
  const args = ['init', '--quiet', '--bare', '--template=', `--object-format=${objectFormat}`]
  await runGit({ ...place, objects: null }, args)
}

async function headOf(
  ask: (...args: string[]) => Promise<string | null>,
  branch: string | null,
): Promise<Head> {
  const commit = (name: string) =>
    ask('rev-parse', '--verify', '--quiet', '--end-of-options', `${name}^{commit}`)
  const hash = await commit(branch === null ? 'HEAD' : `refs/heads/${branch}`)
  if (hash && branch !== null) return { hash, branch }
  if (hash) {
    const name = await ask('symbolic-ref', '--quiet', 'HEAD')
    return { hash, branch: name?.replace(/^refs\/heads\//, '') ?? null }
  }
  const anyCommit = branch !== null && (await ask('rev-list', '--all', '--max-count=1'))
  throw anyCommit ? noBranch(branch) : emptyRepository()
}

export function noBranch(branch: string): ReadingFault {
  return new ReadingFault(
    'branch-not-found',
    `There is no branch "${branch.replace(/[^\p{L}\p{N}\p{P}\p{S} ]/gu, '�').slice(0, 100)}".`,
    'Choose another branch, or leave it out for the default one.',
  )
}

export function emptyRepository(): ReadingFault {
  return new ReadingFault(
    'empty-repository',
    'The repository has no commits yet.',
    'Analyse it again once something has been committed to its default branch.',
  )
}

function notFound(): ReadingFault {
  return new ReadingFault('not-found', 'There is no such folder.', 'Check the path.')
}
