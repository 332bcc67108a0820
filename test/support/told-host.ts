import type { CodeHost, PullRequestPage, QuotaFact } from '../../src/code-hosts/code-host.js'
import type { HostPerson, PullRequestFact } from '../../src/code-hosts/pull-request-fact.js'

/** What a host of a test has, and what it does wrong. Tests change it as they go. */
export interface ToldHost {
  pullRequests: PullRequestFact[]
  members: HostPerson[]
  pageSize: number
  /** Called before each page with what was handed out so far; throws what is to go wrong. */
  beforePage(handedOut: number): void
  /** Called after the only page of members. */
  afterMembers(): void
  /** Said after each page. */
  quota: QuotaFact | null
  /** Numbers that its list leaves out, as hosts do when rows move between pages. */
  hidden: Set<number>
  /** What was asked for, in order. */
  asked: { since: Date | null; cursor: unknown }[]
}

export const toldHost = (given: Partial<ToldHost> = {}): ToldHost => ({
  ...{ pullRequests: [], members: [], pageSize: 2, beforePage: () => {}, quota: null },
  afterMembers: () => {},
  ...{ hidden: new Set<number>(), asked: [], ...given },
})

/** A code host that hands out what it was told, newest first, as GitHub's adapter does. */
export function asCodeHost(told: ToldHost, onQuota: (quota: QuotaFact) => void): CodeHost {
  const sorted = () =>
    told.pullRequests
      .filter(({ number }) => !told.hidden.has(number))
      .toSorted((a, b) => b.updatedAt.getTime() - a.updatedAt.getTime())
  const unused = () => {
    throw new Error('not asked for in these tests')
  }
  return {
    kind: 'github',
    ...{ checkToken: unused, repositories: unused, repository: unused, gitAccess: unused },
    async *members() {
      yield told.members
      told.afterMembers()
    },
    async *pullRequests({ since, cursor }): AsyncGenerator<PullRequestPage> {
      told.asked.push({ since, cursor })
      const all = sorted().filter(({ updatedAt }) => since === null || updatedAt >= since)
      const newest = all[0]?.updatedAt ?? since
      const first = Number(cursor?.at ?? 0)
      const top = typeof cursor?.newest === 'string' ? new Date(cursor.newest) : newest
      for (let at = first; ; at += told.pageSize) {
        told.beforePage(at)
        const isLast = at + told.pageSize >= all.length
        const next = isLast ? null : { at: at + told.pageSize, newest: top?.toISOString() ?? null }
        if (told.quota) onQuota(told.quota)
        yield {
          items: all.slice(at, at + told.pageSize),
          ...{ next, skipped: 0 },
          readTo: isLast ? top : null,
          total: told.pullRequests.length,
          etag: at === 0 ? '"first"' : null,
        }
        if (isLast) return
      }
    },
    async *inventory() {
      yield told.pullRequests.map(({ number, updatedAt }) => ({ number, updatedAt }))
    },
  }
}
