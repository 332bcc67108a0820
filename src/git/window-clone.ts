import { mkdir, rm } from 'node:fs/promises'
import { askGit } from './ask-git.js'
import { readBoundary } from './boundary.js'
import type { CloneMethod } from './clone-method.js'
import { runGit } from './git.js'
import type { GitPlace } from './git-environment.js'
import { gitFault } from './git-fault.js'
import { initialize } from './local-repository.js'
import { findMailmap } from './mailmap.js'
import { ReadingFault } from './reading-fault.js'
import type { RemoteSource } from './source.js'
import { listBlobs, windowHashes } from './window-blobs.js'

/** A clone that takes longer is given up. */
const timeLimitMs = 60 * 60_000
const dayMs = 86_400_000

/** How much older than the window a shallow history is asked for: first, and to widen it. */
const marginsDays = [90, 730]

/** What is fetched lands here: a name of our own, never one the server chose. */
const fetchedRef = 'refs/codevisto/window'

const withoutBlobs = '--filter=blob:none'
const options = [
  ...['--quiet', '--no-tags', '--no-write-fetch-head', '--no-auto-maintenance'],
  ...['--recurse-submodules=no', '--update-shallow'],
]

/** The steps of `fetchWindow` on one bare repository of ours, which stands at `place`. */
export class WindowClone {
  #objectFormat = 'sha1'

  constructor(
    private readonly place: GitPlace,
    private readonly remote: RemoteSource,
    private readonly branch: string | null,
  ) {}

  /** Starts with an empty repository. */
  async begin(objectFormat: string = this.#objectFormat): Promise<void> {
    this.#objectFormat = objectFormat
    await rm(this.place.folder, { recursive: true, force: true })
    await mkdir(this.place.folder)
    await initialize(this.place, objectFormat)
  }

  /** The commit that was fetched; the branch may have moved since it was looked up. */
  async head(): Promise<string> {
    const hash = await askGit(this.place, ['rev-parse', '--verify', '--quiet', fetchedRef])
    if (!hash) throw gitFault('')
    return hash
  }

  /** The whole history with all its files. */
  async everything(): Promise<CloneMethod> {
    await this.#fetch([])
    return 'full clone'
  }

  /** What the diffs since `since` need, by the cheapest way that is proven complete. */
  async window(since: Date): Promise<CloneMethod> {
    const method = await this.#shallow(since).catch(unlessGitFailed)
    if (method) return method
    await this.begin()
    const complete = await this.#completeHistory(since).catch(unlessGitFailed)
    if (complete) return complete
    await this.begin()
    return this.everything()
  }

  /** Null when no margin proves the window complete. */
  async #shallow(since: Date): Promise<CloneMethod | null> {
    for (const [step, marginDays] of marginsDays.entries()) {
      const filtered = await this.#fetchSince(new Date(since.getTime() - marginDays * dayMs))
      if (await this.#isComplete(since)) {
        if (!filtered) return 'shallow with files'
        if (!(await this.#fetchBlobs(since))) return null
        return step === 0 ? 'shallow' : 'shallow, widened'
      }
      // Without filters, widening would fetch all files of years: a full clone costs no more.
      if (!filtered) return null
    }
    return null
  }

  /** Null when the host sent the files too, or there are too many to ask for one by one. */
  async #completeHistory(since: Date): Promise<CloneMethod | null> {
    if (!(await this.#fetch([withoutBlobs]))) return 'full clone'
    return (await this.#fetchBlobs(since)) ? 'complete history without blobs' : null
  }

  /** No commit of the window lacks its parents. */
  async #isComplete(since: Date): Promise<boolean> {
    const boundary = await readBoundary(this.place.folder)
    if (boundary.size === 0) return true
    for await (const hashes of windowHashes(this.place, { head: await this.head(), since })) {
      if (hashes.some((hash) => boundary.has(hash))) return false
    }
    return true
  }

  /** True when the host left the blobs out. */
  async #fetchSince(start: Date): Promise<boolean> {
    const shallow = `--shallow-since=@${Math.floor(start.getTime() / 1000)}`
    const filtered = await this.#fetch([shallow, withoutBlobs]).catch(unlessGitFailed)
    // Hosts refuse when no commit is that young: then the tip alone proves the window empty.
    return filtered ?? this.#fetch(['--depth=1', withoutBlobs])
  }

  /** True when the host understood a filter, or none was asked of it. */
  async #fetch(extra: string[]): Promise<boolean> {
    const from = this.branch === null ? 'HEAD' : `refs/heads/${this.branch}`
    const args = ['fetch', ...options, ...extra, 'origin', `+${from}:${fetchedRef}`]
    const { stderr } = await runGit(this.place, args, { remote: this.remote, timeLimitMs })
    return !stderr.includes('filtering not recognized')
  }

  /** The file contents that the window's diffs read, in one request; false when too many. */
  async #fetchBlobs(since: Date): Promise<boolean> {
    const blobs = await listBlobs(this.place, { head: await this.head(), since })
    if (blobs === null) return false
    const mailmap = await findMailmap(this.place, await this.head())
    if (mailmap) blobs.add(mailmap)
    if (blobs.size === 0) return true
    const negotiation = ['-c', 'fetch.negotiationAlgorithm=noop']
    const args = [...negotiation, 'fetch', ...options, withoutBlobs, '--stdin', 'origin']
    const input = linesOf(blobs)
    await runGit(this.place, args, { remote: this.remote, timeLimitMs, input })
    return true
  }
}

function* linesOf(ids: Iterable<string>): Generator<string> {
  for (const id of ids) yield `${id}\n`
}

const otherWays = new Set(['git-failed', 'missing-objects', 'out-of-memory'])

/** Null for a fault that another way of fetching may not meet. */
function unlessGitFailed(error: unknown): null {
  if (error instanceof ReadingFault && otherWays.has(error.code)) return null
  throw error
}
