import { runGit } from './git.js'
import type { GitPlace } from './git-environment.js'

/** What the commits asked for may say of themselves, in bytes. */
const mostBytes = 16 << 20

/**
 * The parents that commits name, here or not: a shallow history hides them from other commands. Null
 * where the commits say too much to be read.
 */
export async function namedParents(
  place: GitPlace,
  commits: readonly string[],
): Promise<Set<string> | null> {
  const asked = { input: linesOf(commits), limit: mostBytes, encoding: 'latin1' } as const
  const { stdout } = await runGit(place, ['cat-file', '--batch'], asked)
  const parents = new Set<string>()
  let at = 0
  for (const _ of commits) {
    const begin = stdout.indexOf('\n', at) + 1
    const size = Number(/ commit (\d+)$/.exec(stdout.slice(at, begin - 1))?.[1] ?? Number.NaN)
    const end = begin + size
    if (!(end < stdout.length)) return null
    const [heading = ''] = stdout.slice(begin, end).split('\n\n', 1)
    for (const [, parent] of heading.matchAll(/^parent ([0-9a-f]+)$/gm)) parents.add(parent!)
    at = end + 1
  }
  return parents
}

/** Those of the commits that are not here. */
export async function missingCommits(
  place: GitPlace,
  commits: ReadonlySet<string>,
): Promise<Set<string>> {
  // "Missing" in whatever form, and nothing is fetched for it.
  const options = ['--no-walk', '--ignore-missing', '--missing=allow-any', '--stdin']
  const limit = 65 * commits.size
  const { stdout } = await runGit(place, ['rev-list', ...options], {
    input: linesOf(commits),
    limit,
  })
  const here = new Set(stdout.split('\n'))
  return new Set([...commits].filter((hash) => !here.has(hash)))
}

/** One a line, as git reads them. */
export function* linesOf(ids: Iterable<string>): Generator<string> {
  for (const id of ids) yield `${id}\n`
}
