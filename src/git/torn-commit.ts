import { runGit, startGit } from './git.js'
import type { GitPlace } from './git-environment.js'
import { type HistoryRange, walk } from './history-range.js'

/**
 * The commit whose parents git could not read, from what it said when it ended; null when that was
 * not the trouble. Git names the commit when a parent is missing, and the parent when it is damaged.
 */
export async function tornCommit(
  place: GitPlace,
  range: HistoryRange,
  said: string,
): Promise<string | null> {
  const torn = /Failed to traverse parents of commit ([0-9a-f]{40,64})/.exec(said)?.[1]
  if (torn) return torn
  const damaged = /(?:loose|packed) object ([0-9a-f]{40,64}) .* is corrupt/.exec(said)?.[1]
  return damaged ? childOf(place, range, damaged) : null
}

/** Git ended on its way from a commit it had not printed yet: one of those at the walk's edge. */
async function childOf(
  place: GitPlace,
  range: HistoryRange,
  parent: string,
): Promise<string | null> {
  for (const hash of await edgeOf(place, range)) {
    const { stdout } = await runGit(place, ['cat-file', 'commit', hash]).catch(() => ({
      stdout: '',
    }))
    if (stdout.split('\n\n', 1)[0]?.includes(`\nparent ${parent}`)) return hash
  }
  return null
}

/** Parents of printed commits that were not printed themselves, before git ended. */
async function edgeOf(place: GitPlace, range: HistoryRange): Promise<Set<string>> {
  const [printed, edge] = [new Set<string>(), new Set([range.head])]
  const git = startGit(place, ['rev-list', '--parents', ...walk(range)])
  try {
    git.stdin.end()
    let rest = ''
    for await (const chunk of git.stdout as AsyncIterable<Buffer>) {
      const lines = (rest + chunk.toString('latin1')).split('\n')
      rest = lines.pop() ?? ''
      for (const line of lines) {
        const [hash = '', ...parents] = line.split(' ')
        printed.add(hash)
        edge.delete(hash)
        for (const one of parents) if (!printed.has(one)) edge.add(one)
      }
    }
  } finally {
    git.stop()
  }
  return edge
}
