import { askGit } from './ask-git.js'
import { runGit } from './git.js'
import type { GitPlace } from './git-environment.js'
import { emptyRepository, type Head, noBranch } from './local-repository.js'
import { memoryMiB } from './memory-limit.js'
import type { RemoteSource } from './source.js'

/** A code host that has not answered this question by now will not. */
const timeLimitMs = 120_000

/** Asks a remote for its default branch, or for the branch named; fetches nothing. */
export async function remoteHead(
  place: GitPlace,
  remote: RemoteSource,
  branch: string | null,
): Promise<Head> {
  if (branch !== null) await checkBranchName(place, branch)
  const wanted = branch === null ? 'HEAD' : `refs/heads/${branch}`
  const { stdout } = await runGit(place, ['ls-remote', '--symref', 'origin', 'HEAD', wanted], {
    remote,
    timeLimitMs,
    memoryMiB: memoryMiB.refs,
  })
  const lines = stdout.split('\n').map((line) => line.split('\t'))
  const symref = lines.find(([value, name]) => name === 'HEAD' && value?.startsWith('ref: '))?.[0]
  const found = lines.find(
    ([value, name]) => name === wanted && /^[0-9a-f]{40,64}$/.test(value ?? ''),
  )
  if (!found?.[0]) throw branch !== null && stdout ? noBranch(branch) : emptyRepository()
  const defaultBranch = symref?.replace(/^ref: refs\/heads\//, '') ?? null
  return { hash: found[0], branch: branch ?? defaultBranch }
}

/** Git's own rules for names: no option, range or pattern passes for a branch. */
async function checkBranchName(place: GitPlace, branch: string): Promise<void> {
  const isName = await askGit(place, ['check-ref-format', '--normalize', `refs/heads/${branch}`])
  if (isName !== `refs/heads/${branch}` || branch.startsWith('-')) throw noBranch(branch)
}
