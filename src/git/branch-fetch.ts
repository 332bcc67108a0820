import { mkdir, rm } from 'node:fs/promises'
import { askGit } from './ask-git.js'
import { runGit } from './git.js'
import type { GitPlace } from './git-environment.js'
import { gitFault } from './git-fault.js'
import { initialize } from './local-repository.js'
import { linesOf } from './named-parents.js'
import { ReadingFault } from './reading-fault.js'
import type { RemoteSource } from './source.js'

/** A clone that takes longer is given up. */
const timeLimitMs = 60 * 60_000

/** What is fetched lands here: a name of our own, never one the server chose. */
const fetchedRef = 'refs/codevisto/window'

const withoutBlobs = '--filter=blob:none'
const withoutTrees = '--filter=tree:0'
const options = [
  ...['--quiet', '--no-tags', '--no-write-fetch-head', '--no-auto-maintenance'],
  ...['--recurse-submodules=no', '--update-shallow'],
]

/** Fetches of one branch into the bare repository of ours that stands at `place`. */
export class BranchFetch {
  #objectFormat = 'sha1'
  /** The commit that was fetched, once somebody has asked for it. */
  #head: string | null = null

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
    this.#head ??= await askGit(this.place, ['rev-parse', '--verify', '--quiet', fetchedRef])
    if (!this.#head) throw gitFault('')
    return this.#head
  }

  /** All commits with all their files. */
  async everything(): Promise<void> {
    await this.#fetch([])
  }

  /** Commits and trees of the whole history. True when the host left the blobs out. */
  async allCommits(): Promise<boolean> {
    return this.#fetch([withoutBlobs])
  }

  /** Commits and trees since a date. True when the host left the blobs out. */
  async commitsSince(start: Date): Promise<boolean> {
    const shallow = `--shallow-since=@${Math.floor(start.getTime() / 1000)}`
    const filtered = await this.#fetch([shallow, withoutBlobs]).catch(unlessGitFailed)
    // Hosts refuse when no commit is that young: then the tip alone proves the window empty.
    return filtered ?? this.#fetch(['--depth=1', withoutBlobs])
  }

  /** Blobs, or trees with all trees below them, by their ids, in one request. */
  async objects(ids: ReadonlySet<string>): Promise<void> {
    await this.#byId(ids, [withoutBlobs])
  }

  /** Commits by their ids, with so many generations and without trees, in one request. */
  async commits(ids: ReadonlySet<string>, depth: number): Promise<void> {
    await this.#byId(ids, [`--depth=${depth}`, withoutTrees])
  }

  async #byId(ids: ReadonlySet<string>, extra: string[]): Promise<void> {
    if (ids.size === 0) return
    const negotiation = ['-c', 'fetch.negotiationAlgorithm=noop']
    const args = [...negotiation, 'fetch', ...options, ...extra, '--stdin', 'origin']
    const input = linesOf(ids)
    await runGit(this.place, args, { remote: this.remote, timeLimitMs, input })
  }

  /** True when the host understood a filter, or none was asked of it. */
  async #fetch(extra: string[]): Promise<boolean> {
    const from = this.branch === null ? 'HEAD' : `refs/heads/${this.branch}`
    const args = ['fetch', ...options, ...extra, 'origin', `+${from}:${fetchedRef}`]
    this.#head = null
    const { stderr } = await runGit(this.place, args, { remote: this.remote, timeLimitMs })
    return !stderr.includes('filtering not recognized')
  }
}

const otherWays = new Set(['git-failed', 'missing-objects', 'out-of-memory'])

/** Null for a fault that another way of fetching may not meet. */
export function unlessGitFailed(error: unknown): null {
  if (error instanceof ReadingFault && otherWays.has(error.code)) return null
  throw error
}
