import { type CombinedDiff, mostParents } from '../git/combined-diff.js'
import { CombinedDiffReader } from '../git/combined-diff-reader.js'
import { answers } from '../git/diff-answers.js'
import { diffTree } from '../git/diff-options.js'
import { DiffReader } from '../git/diff-reader.js'
import type { CommitDiff } from '../git/file-diff.js'
import type { GitPlace } from '../git/git-environment.js'
import type { WindowCommit } from './window-commits.js'

/** What git says of one merge; null where it cannot say. */
export interface MergeAnswer {
  /** The files that are not as in each parent; of two parents the first one's alone. */
  changed: CommitDiff[] | null
  /** The files that are as in none. */
  combined: CombinedDiff | null
}

/** The parents a merge is compared with one by one: of two, what is not the one's is the other's. */
const compared = ({ parentHashes }: WindowCommit) =>
  parentHashes.length === 2 ? parentHashes.slice(0, 1) : parentHashes

/** Reads the merges of a window in their order, two gits beside each other. */
export class MergeAnswers {
  readonly #names: AsyncGenerator<CommitDiff | null>
  readonly #combined: AsyncGenerator<CombinedDiff | null>

  constructor(
    private readonly place: GitPlace,
    merges: WindowCommit[],
  ) {
    const pairs = merges.flatMap((merge) =>
      compared(merge).map((parent) => `${merge.hash} ${parent}`),
    )
    const told = merges.filter(isTold).map(({ hash }) => hash)
    this.#names = answers(place, diffTree.names, pairs, () => new DiffReader(() => null))
    this.#combined = answers(place, diffTree.merged, told, () => new CombinedDiffReader())
  }

  async next(merge: WindowCommit): Promise<MergeAnswer> {
    const changed: (CommitDiff | null)[] = []
    for (const _ of compared(merge)) changed.push((await this.#names.next()).value ?? null)
    const known = changed.filter((diff) => diff !== null && !diff.oversized) as CommitDiff[]
    const combined = isTold(merge) ? ((await this.#combined.next()).value ?? null) : null
    return {
      changed: known.length === changed.length ? known : null,
      combined: combined ?? (await this.#namesOnly(merge)),
    }
  }

  /** What can be said without the files' contents. */
  async #namesOnly({ hash }: WindowCommit): Promise<CombinedDiff | null> {
    const asked = answers(this.place, diffTree.mergedNames, [hash], () => new CombinedDiffReader())
    return (await asked.next()).value ?? null
  }

  /** Ends the gits. */
  async close(): Promise<void> {
    await Promise.all([this.#names.return(null), this.#combined.return(null)])
  }
}

const isTold = ({ parentHashes }: WindowCommit) => parentHashes.length <= mostParents
