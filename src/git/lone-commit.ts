import { DiffReader } from './diff-reader.js'
import type { CommitDiff, FileDiff, LineReader } from './file-diff.js'
import { startGit } from './git.js'
import type { GitPlace } from './git-environment.js'
import { memoryLimits } from './memory-limit.js'
import { isOfOneCommit, type ReadingFaultCode } from './reading-fault.js'

/**
 * Diffs one commit by a git of its own, after a git that read several has died at it:
 *
 *   1 as always, the whole memory limit to itself
 *   2 without looking for renames, files from 1 MiB on as binary, if there was too little memory
 *   3 not at all: it is 'oversized' or 'unreadable', which costs this commit and no other
 *
 * @param options of diff-tree, --stdin among them
 */
export async function diffLoneCommit<Reader extends LineReader>(
  place: GitPlace,
  hash: string,
  options: string[],
  readerFor: (file: FileDiff<Reader>) => Reader | null,
): Promise<CommitDiff<Reader>> {
  const usual = ['diff-tree', ...options]
  const careful = ['-c', 'core.bigFileThreshold=1m', ...usual, '--no-renames']
  const read = (args: string[]) => attempt(place, hash, args, new DiffReader<Reader>(readerFor))
  let diff = await read(usual)
  if (diff === 'too-large') diff = await read(careful)
  if (typeof diff === 'object') return diff
  return { hash, files: [], unmeasured: diff === 'too-large' ? 'oversized' : 'unreadable' }
}

async function attempt<Reader extends LineReader>(
  place: GitPlace,
  hash: string,
  args: string[],
  reader: DiffReader<Reader>,
): Promise<CommitDiff<Reader> | ReadingFaultCode> {
  const git = startGit(place, args, { memoryLimit: memoryLimits.diff })
  try {
    git.stdin.end(`${hash}\n`)
    for await (const chunk of git.stdout as AsyncIterable<Buffer>) {
      reader.feed(chunk)
      if (reader.isOversized) return { hash, files: [], unmeasured: 'oversized' }
    }
    await git.finished
    return reader.end().find((diff) => diff.hash === hash) ?? 'unreadable'
  } catch (error) {
    if (!isOfOneCommit(error)) throw error
    return error.code
  } finally {
    git.stop()
  }
}
