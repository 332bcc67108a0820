import { type Activity, activity, happenedAt } from './bitbucket-activity.js'
import { bitbucketPage, bitbucketPages, repositoryPath } from './bitbucket-list.js'
import { checkedItems } from './checked.js'
import type { JsonClient } from './json-client.js'

/** Entries of one pull request are read this far: five hundred. */
const pagesAtMost = 10

/** The activity of a whole repository, read from the newest back, as far as it is needed. */
export class ActivityFeed {
  /** The oldest instant that was read; null before the first page. */
  reached: Date | null
  /** Where it goes on; null at its end. */
  next: string | null
  /** Pull requests with an entry that makes no sense. */
  readonly broken = new Set<number>()
  readonly #client: JsonClient
  readonly #entries = new Map<number, Activity[]>()

  constructor(client: JsonClient, from: { next: string | null; reached: Date | null }) {
    this.#client = client
    this.next = from.next
    this.reached = from.reached
  }

  static start(client: JsonClient, hostId: string): ActivityFeed {
    const next = `${repositoryPath(hostId)}/pullrequests/activity?pagelen=50`
    return new ActivityFeed(client, { next, reached: null })
  }

  /** Reads on until all is known that happened since. */
  async readBackTo(instant: Date): Promise<void> {
    while (this.next !== null && (this.reached === null || this.reached >= instant)) {
      const { values, next } = await bitbucketPage(this.#client, this.next)
      for (const value of values) this.#keep(value)
      this.next = next === this.next ? null : next
    }
  }

  /** Hands out what is known of a pull request, once. */
  take(number: number): Activity[] {
    const entries = this.#entries.get(number) ?? []
    this.#entries.delete(number)
    return entries
  }

  /** Pull requests that something happened to since, and that nobody has asked about. */
  left(since: Date): number[] {
    const isSince = (entry: Activity) => (happenedAt(entry) ?? since) >= since
    return [...this.#entries].flatMap(([number, all]) => (all.some(isSince) ? [number] : []))
  }

  #keep(value: unknown): void {
    const [entry] = checkedItems(activity, [value]).items
    const at = entry && happenedAt(entry)
    if (!entry || !at) {
      const number = (value as { pull_request?: { id?: unknown } } | null)?.pull_request?.id
      if (!entry && typeof number === 'number') this.broken.add(number)
      return
    }
    if (this.reached === null || at < this.reached) this.reached = at
    const { id } = entry.pull_request
    const known = this.#entries.get(id)
    if (known) known.push(entry)
    else this.#entries.set(id, [entry])
  }
}

/** The activity of one pull request, for those that began before the part of the feed that is read. */
export async function activityOf(
  client: JsonClient,
  hostId: string,
  number: number,
): Promise<{ entries: Activity[]; isShort: boolean }> {
  const first = `${repositoryPath(hostId)}/pullrequests/${number}/activity?pagelen=50`
  const entries: Activity[] = []
  let skipped = 0
  let further: string | null = null
  for await (const { values, next } of bitbucketPages(client, first, pagesAtMost)) {
    const read = checkedItems(activity, values)
    entries.push(...read.items)
    skipped += read.skipped
    further = next
  }
  return { entries, isShort: skipped > 0 || further !== null }
}
