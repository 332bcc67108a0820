import { askGit } from './ask-git.js'
import { readBoundary } from './boundary.js'
import { BranchFetch, unlessGitFailed } from './branch-fetch.js'
import type { CloneMethod } from './clone-method.js'
import type { GitPlace } from './git-environment.js'
import { findMailmap } from './mailmap.js'
import { listMergeBlobs } from './merge-blobs.js'
import type { RemoteSource } from './source.js'
import type { WantedHistory } from './wanted-history.js'
import { listBlobs, windowHashes } from './window-blobs.js'

const dayMs = 86_400_000

/** How much older than the window a shallow history is asked for: first, and to widen it. */
const marginsDays = [90, 730]

/** The same before the tip that was read last: branches are merged weeks after they began. */
const incrementDays = [21, 180]

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
    for (const marginDays of incrementDays) {
      const filtered = await this.#branch.commitsSince(daysBefore(lastTip, marginDays))
      if (!(await this.#isComplete())) continue
      if (!(await this.#hasGrown())) return null
      if (filtered && !(await this.#fetchBlobs())) return null
      return 'new commits only'
    }
    return null
  }

  /** Null when no margin proves the window complete. */
  async #shallow(since: Date): Promise<CloneMethod | null> {
    for (const [step, marginDays] of marginsDays.entries()) {
      const filtered = await this.#branch.commitsSince(daysBefore(since, marginDays))
      if (await this.#isComplete()) {
        if (!filtered) return 'shallow with files'
        if (!(await this.#fetchBlobs())) return null
        return step === 0 ? 'shallow' : 'shallow, widened'
      }
      // Without filters, widening would fetch all files of years: a full clone costs no more.
      if (!filtered) return null
    }
    return null
  }

  /** Null when the host sent the files too, or there are too many to ask for one by one. */
  async #completeHistory(): Promise<CloneMethod | null> {
    if (!(await this.#branch.allCommits())) return 'full clone'
    return (await this.#fetchBlobs()) ? 'complete history without blobs' : null
  }

  /** No commit of the window lacks its parents, but for those that are known with all behind them. */
  async #isComplete(): Promise<boolean> {
    const boundary = await readBoundary(this.place.folder)
    if (boundary.size === 0) return true
    const cutOff = (hash: string) => boundary.has(hash) && !this.wanted.isKnown(hash)
    const range = { head: await this.head(), since: this.wanted.since }
    for await (const hashes of windowHashes(this.place, range)) {
      if (hashes.some(cutOff)) return false
    }
    return true
  }

  /** Whether all that is behind the tip that was read last is behind the present one. */
  async #hasGrown(): Promise<boolean> {
    const { last, since } = this.wanted
    if (!last || (since && last.committedAt < since)) return true
    const left = ['rev-list', '--count', '--end-of-options', last.hash, `^${await this.head()}`]
    return (await askGit(this.place, left)) === '0'
  }

  /** The file contents that the diffs read, in one request; false when too many. */
  async #fetchBlobs(): Promise<boolean> {
    const { since, isKnown, historySince } = this.wanted
    const head = await this.head()
    const blobs = new Set<string>()
    const isNew = (hash: string) => !isKnown(hash)
    if (!(await listBlobs(this.place, { head, since }, isNew, blobs))) return false
    if (historySince !== null) {
      const history = { head, since: historySince }
      if (!(await listBlobs(this.place, history, () => true, blobs))) return false
      await listMergeBlobs(this.place, history, blobs)
    }
    const mailmap = await findMailmap(this.place, head)
    if (mailmap) blobs.add(mailmap)
    await this.#branch.blobs(blobs)
    return true
  }
}

function daysBefore(date: Date, days: number): Date {
  return new Date(date.getTime() - days * dayMs)
}
