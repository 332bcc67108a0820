import { DiffReader } from '../git/diff-reader.js'
import type { CommitDiff } from '../git/file-diff.js'
import { drained, type RunningGit, startGit } from '../git/git.js'
import type { GitPlace } from '../git/git-environment.js'
import { gitFault } from '../git/git-fault.js'
import type { CommitRecord } from '../git/history.js'
import { memoryLimits } from '../git/memory-limit.js'
import { type LineMeter, meterFor } from './line-meter.js'
import { keptPath, type PathBook } from './path-book.js'

/**
 * How many commits git may be ahead of us with. Enough to keep its pipe full, few enough to keep
 * memory flat (their messages are held), and more than git keeps in its output buffer.
 */
const lead = 1024

/** Every option that changes numbers is said, whatever the configuration and git's defaults. */
const diffOptions = [
  ...['--stdin', '--always', '--root', '--diff-merges=off', '-r', '-z', '--raw', '--no-abbrev'],
  ...['-p', '-U0', '--inter-hunk-context=0', '-M', '--diff-algorithm=myers', '--indent-heuristic'],
  ...['--no-color', '--no-ext-diff', '--no-textconv', '--no-relative', '--full-index'],
  ...['--submodule=short', '--ignore-submodules=none', '--src-prefix=a/', '--dst-prefix=b/'],
]

export interface Change {
  record: CommitRecord
  diff: CommitDiff<LineMeter>
}

/**
 * Diffs exactly the commits of `history`, in its order, by one git that is told them one by one:
 * so no commit is diffed that was not meant to be, a boundary least of all. Merges pass through it
 * without a diff. Whoever reads slowly slows down git, not memory.
 */
export async function* readChanges(
  place: GitPlace,
  history: AsyncIterable<CommitRecord[]>,
  paths: PathBook,
): AsyncGenerator<Change[]> {
  const git = startGit(place, ['diff-tree', ...diffOptions], { memoryLimit: memoryLimits.diff })
  const waiting = new WaitingCommits()
  const told = tell(git, history, waiting)
  // Awaited below; until then a rejection is not "unhandled".
  told.catch(() => git.stop())
  try {
    const reader = new DiffReader<LineMeter>((file) =>
      meterFor(file, paths.facts(keptPath(file.path).path)),
    )
    for await (const chunk of git.stdout as AsyncIterable<Buffer>) {
      const diffs = reader.feed(chunk)
      if (diffs.length > 0) yield diffs.map((diff) => waiting.match(diff))
    }
    // Git is gone: if it left before it was told everything, `finished` says why.
    waiting.close()
    await told
    await git.finished
    yield reader.end().map((diff) => waiting.match(diff))
    waiting.expectNone()
  } finally {
    git.stop()
    waiting.close()
    await told.catch(() => {})
  }
}

async function tell(
  git: RunningGit,
  history: AsyncIterable<CommitRecord[]>,
  waiting: WaitingCommits,
): Promise<void> {
  for await (const batch of history) {
    waiting.add(batch)
    const hashes = batch.map((record) => `${record.hash}\n`).join('')
    if (!git.stdin.write(hashes)) await drained(git)
    await waiting.room()
    if (git.stdin.destroyed || waiting.closed) return
  }
  git.stdin.end()
}

/** Commits git was told of and has not answered for, oldest question first. */
class WaitingCommits {
  #records: CommitRecord[] = []
  #answered = 0
  #wake: (() => void) | null = null
  closed = false

  add(records: CommitRecord[]): void {
    this.#records.push(...records)
  }

  /** Resolves when git is not too far ahead. */
  async room(): Promise<void> {
    if (this.#records.length - this.#answered < lead || this.closed) return
    await new Promise<void>((resolve) => {
      this.#wake = resolve
    })
  }

  close(): void {
    this.closed = true
    this.#wake?.()
  }

  match(diff: CommitDiff<LineMeter>): Change {
    const record = this.#records[this.#answered++]
    if (record?.hash !== diff.hash) throw gitFault('')
    if (this.#answered >= lead / 2) {
      this.#records.splice(0, this.#answered)
      this.#answered = 0
      this.#wake?.()
    }
    return { record, diff }
  }

  expectNone(): void {
    if (this.#records.length > this.#answered) throw gitFault('')
  }
}
