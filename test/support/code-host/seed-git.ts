import { readFileSync } from 'node:fs'
import { GitRepository, type NewCommit } from '../git-repository.js'
import type { SeedCommit, SeedRepository } from './seed.js'

/**
 * Makes a repository's commits real: every pull request is a branch from main with its commits, and a
 * merge where it was merged. From then on the seed names them by their true hashes, and git is served.
 */
export async function giveGit(repository: SeedRepository): Promise<GitRepository> {
  const git = await GitRepository.create()
  const seconds = (at: Date) => Math.floor(at.getTime() / 1000)
  const hashes: [mark: number, use: (hash: string) => void][] = []
  let tip = git.commit({ at: seconds(repository.createdAt), files: { 'README.md': 'A shop.\n' } })
  const ended = repository.pullRequests.toSorted(
    (a, b) =>
      Number(a.endedAt ?? Number.MAX_SAFE_INTEGER) - Number(b.endedAt ?? Number.MAX_SAFE_INTEGER),
  )
  for (const pull of ended) {
    let from = tip
    for (const commit of pull.commits) {
      from = git.commit({ ...asNew(commit), branch: pull.headBranch, from })
      hashes.push([from, (hash) => Object.assign(commit, { hash })])
    }
    if (pull.state !== 'merged' || pull.endedAt === null || from === tip) continue
    const by = pull.endedBy ?? pull.author
    tip = git.commit({
      ...{
        at: seconds(pull.endedAt),
        message: `Merge ${pull.headBranch}`,
        from: tip,
        merge: [from],
      },
      ...(by && { author: by.name, email: by.email }),
    })
    hashes.push([tip, (hash) => Object.assign(pull, { mergeCommit: hash })])
  }
  repository.gitPath = git.save()
  const lines = readFileSync(git.beside('marks'), 'utf8').trim().split('\n')
  const byMark = new Map(lines.map((line) => line.slice(1).split(' ') as [string, string]))
  for (const [mark, use] of hashes) use(byMark.get(String(mark))!)
  return git
}

function asNew({ hash, at, authorName, authorEmail, message }: SeedCommit): NewCommit {
  const files = { [`src/${hash.slice(0, 8)}.ts`]: `export const step = '${hash}'\n` }
  const when = Math.floor(at.getTime() / 1000)
  return { at: when, author: authorName, email: authorEmail, message, files }
}
