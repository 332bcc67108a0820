import { askGit } from './ask-git.js'
import { BranchFetch, unlessGitFailed } from './branch-fetch.js'
import type { CloneMethod } from './clone-method.js'
import type { GitPlace } from './git-environment.js'
import { findMailmap } from './mailmap.js'
import { mendBoundary } from './mend-boundary.js'
import { listMergeBlobs } from './merge-blobs.js'
import { missingTrees } from './missing-trees.js'
import type { RemoteSource } from './source.js'
import type { WantedHistory } from './wanted-history.js'
import { listBlobs } from './window-blobs.js'

const dayMs = 86_400_000

/** How much older than the window a shallow history is asked for. */
const marginDays = 90

/** The same before the tip that was read last: branches are merged weeks after they began. */
const incrementDays = 21

/** The steps of `fetchWindow` on one bare repository of ours, which stands at `place`. */
export class WindowClone {
  readonly #branch: BranchFetch

  constructor(
    private readonly place: GitPlace,
    remote: RemoteSource,
    branch: string | null,
    private readonly wanted: WantedHistory,
  ) {
    this.#branch = new BranchFetch(place, remote, branch)
  }

  /** Starts with an empty repository. */
  begin(objectFormat?: string): Promise<void> {
    return this.#branch.begin(objectFormat)
  }

  /** The commit that was fetched. */
  head(): Promise<string> {
    return this.#branch.head()
  }

  /** Fetches what is wanted. `grown`: nothing that was read before has left the branch. */
  async fetch(): Promise<{ method: CloneMethod; grown: boolean }> {
    const { last, since, historySince } = this.wanted
    if (last && historySince === null) {
      const method = await this.#increment(last.committedAt).catch(unlessGitFailed)
      if (method) return { method, grown: true }
      await this.begin()
    }
    const method = since === null && !last ? await this.#everything() : await this.#window()
    return { method, grown: await this.#hasGrown() }
  }

  /** The whole history with all its files. */
  async #everything(): Promise<CloneMethod> {
    await this.#branch.everything()
    return 'full clone'
  }

  /** What the diffs of the window need, by the cheapest way that is proven complete. */
  async #window(): Promise<CloneMethod> {
    const { since } = this.wanted
    const method = since && (await this.#shallow(since).catch(unlessGitFailed))
    if (method) return method
    await this.begin()
    const complete = await this.#completeHistory().catch(unlessGitFailed)
    if (complete) return complete
    await this.begin()
    return this.#everything()
  }

  /** What is new since the last tip. Null when that cannot be proven, or the branch was rewritten. */
  async #increment(lastTip: Date): Promise<CloneMethod | null> {
    const filtered = await this.#branch.commitsSince(daysBefore(lastTip, incrementDays))
    const complete = await this.#mend('unknown')
    if (!complete || !(await this.#hasGrown())) return null
    if (filtered && !(await this.#fetchContents(complete))) return null
    return 'new commits only'
  }

  /** Null when the window cannot be proven complete, or a full clone is better. */
  async #shallow(since: Date): Promise<CloneMethod | null> {
    const filtered = await this.#branch.commitsSince(daysBefore(since, marginDays))
    const complete = await this.#mend('window')
    if (!complete) return null
    if (!filtered) return 'shallow with files'
    if (!(await this.#fetchContents(complete))) return null
    return complete === 'whole' ? 'shallow' : 'shallow, widened'
  }

  /** Null when the host sent the files too, or there are too many to ask for one by one. */
  async #completeHistory(): Promise<CloneMethod | null> {
    if (!(await this.#branch.allCommits())) return 'full clone'
    return (await this.#fetchContents('whole')) ? 'complete history without blobs' : null
  }

  /** No commit of the window lacks its parents, but for those that are known with all behind them. */
  async #mend(lacking: 'window' | 'unknown'): Promise<'whole' | 'mended' | null> {
    const range = { head: await this.head(), since: this.wanted.since }
    return mendBoundary(this.place, this.#branch, range, this.wanted.isKnown, lacking)
  }

  /** Whether all that is behind the tip that was read last is behind the present one. */
  async #hasGrown(): Promise<boolean> {
    const { last, since } = this.wanted
    if (!last || (since && last.committedAt < since)) return true
    const left = ['rev-list', '--count', '--end-of-options', last.hash, `^${await this.head()}`]
    return (await askGit(this.place, left)) === '0'
  }

  /**
   * The file contents that the diffs read, in one request; false when too many. Before them the trees
   * that mending left out.
   */
  async #fetchContents(complete: 'whole' | 'mended'): Promise<boolean> {
    const { since, isKnown, historySince } = this.wanted
    const head = await this.head()
    const blobs = new Set<string>()
    const isNew = (hash: string) => !isKnown(hash)
    if (complete === 'mended') {
      const isRead = historySince === null ? isNew : () => true
      await this.#branch.objects(await missingTrees(this.place, { head, since }, isRead))
    }
    if (!(await listBlobs(this.place, { head, since }, isNew, blobs))) return false
    if (historySince !== null) {
      const history = { head, since: historySince }
      if (!(await listBlobs(this.place, history, () => true, blobs))) return false
      await listMergeBlobs(this.place, history, blobs)
    }
    const mailmap = await findMailmap(this.place, head)
    if (mailmap) blobs.add(mailmap)
    await this.#branch.objects(blobs)
    return true
  }
}

function daysBefore(date: Date, days: number): Date {
  return new Date(date.getTime() - days * dayMs)
}
