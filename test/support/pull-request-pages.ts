/** The page of a pull request, and how far a repository's are read, in every state. */
import type { PullRequestPage } from '../../src/reports/pull-request-types.js'
import type { RepositorySync } from '../../src/reports/repository-sync.js'

const at = (day: number, hour: number) => new Date(Date.UTC(2026, 10, day, hour))
const hours = 3600

export function pullPage(changes: Partial<PullRequestPage> = {}): PullRequestPage {
  const phase = (name: 'Coding' | 'Pickup' | 'Review' | 'Merge', took: number, means: string) => ({
    ...{ name, seconds: took * hours, share: took / 50, means },
  })
  return {
    ...{ number: 412, title: 'Retry failed captures', state: 'merged', isDraft: false },
    url: 'https://git.northwind.example/shop/checkout-web/pull/412',
    repository: { name: 'checkout-web', href: '/repositories/1' },
    ...{ author: 'Maya Kowalski', mergedBy: 'Maya Kowalski', byBot: false },
    ...{ isGone: false, isExcluded: false, branches: { head: 'retry', base: 'main' } },
    instants: [
      { label: 'First commit', at: at(18, 9), note: null },
      { label: 'Ready for review', at: at(18, 19), note: 'it was a draft before' },
      { label: 'First review', at: at(19, 9), note: null },
      { label: 'Last approval', at: at(20, 10), note: null },
      { label: 'Merged', at: at(20, 11), note: 'not later than this: the host tells no more' },
    ],
    phases: [
      phase('Coding', 10, 'From the first commit until it was ready for review.'),
      phase('Pickup', 14, 'Until somebody else looked at it for the first time.'),
      phase('Review', 25, 'Until the last approval, or the merge where there was none.'),
      phase('Merge', 1, 'From the last approval until it was merged.'),
    ],
    ...{ cycleSeconds: 50 * hours, isUnreviewed: false, isSelfMerged: true },
    ...{ reviewRounds: 1, reviewDepth: 3, size: 'M', additions: 64, deletions: 12 },
    ...{
      changedFiles: 4,
      commits: 3,
      gap: null,
      readAt: at(24, 10),
      keepsWords: true,
      isCut: false,
    },
    moments: [
      moment(18, 9, 'Maya Kowalski', 'committed 4f2ac01'),
      moment(19, 9, 'Daniel Nwosu', 'asked for changes', 'warn', 'What happens the second time?'),
      { ...moment(19, 10, 'helper', 'commented'), isBot: true },
      moment(20, 10, 'Daniel Nwosu', 'approved', 'good'),
      moment(20, 11, 'Maya Kowalski', 'merged it', 'good'),
    ],
    ...changes,
  }
}

function moment(
  day: number,
  hour: number,
  who: string,
  what: string,
  tone: '' | 'good' | 'warn' = '',
  words: string | null = null,
) {
  return { at: at(day, hour), who, isBot: false, what, tone, words }
}

/** Open, of nobody who is known, with hardly anything to tell. */
export const barePull = pullPage({
  ...{ title: '', state: 'open', isDraft: true, url: null, author: null, mergedBy: null },
  ...{ phases: null, cycleSeconds: null, size: null, additions: null, deletions: null },
  ...{ changedFiles: null, isSelfMerged: false, moments: [], keepsWords: false, byBot: true },
  instants: pullPage().instants.map(({ label }) => ({ label, at: null, note: null })),
})

/** Closed, gone, excluded, read in part; every word of it hostile. */
export const hostilePull = (hostile: string) =>
  pullPage({
    ...{ title: hostile, author: hostile, mergedBy: hostile, gap: hostile },
    ...{ isGone: true, isExcluded: true, isUnreviewed: true, isCut: true },
    branches: { head: hostile, base: hostile },
    repository: { name: hostile, href: '/repositories/1' },
    moments: [moment(18, 9, hostile, hostile, 'warn', hostile)],
  })

export function sync(changes: Partial<RepositorySync> = {}): RepositorySync {
  return {
    ...{ state: 'ready', readAt: at(24, 10), nextAt: at(24, 11), comparedAt: at(24, 2) },
    ...{ stored: 1240, hostTotal: 1240, coverage: 0.96, fault: null, unread: [], unreadCount: 0 },
    leftOut: 0,
    ...changes,
  }
}

export const firstSync = sync({
  ...{ state: 'reading', readAt: null, comparedAt: null, nextAt: null },
  ...{ stored: 0, hostTotal: 3000, coverage: null },
})

export const stoppedSync = (hostile: string) =>
  sync({
    state: 'failed',
    fault: { title: hostile, advice: hostile, isWait: false },
    unread: [
      { number: 12, href: '/pull-requests/1/12', why: hostile },
      { number: 9, href: null, why: 'It could not be stored.' },
    ],
    unreadCount: 30,
    leftOut: 3,
  })
