import { createHash } from 'node:crypto'
import type {
  SeedComment,
  SeedCommit,
  SeedEvent,
  SeedPerson,
  SeedPullRequest,
  SeedReview,
} from './seed.js'

type Told<T> = { by: SeedPerson | null; at: number } & Partial<Omit<T, 'at'>>

/** What stands beneath a pull request, without ids; `at` is in minutes after it was made. */
export interface NewBeneath {
  reviews?: Told<SeedReview>[]
  comments?: Told<SeedComment>[]
  events?: (Told<SeedEvent> & { kind: SeedEvent['kind'] })[]
  commits?: (Told<SeedCommit> & { by: SeedPerson })[]
}

export type NewPullRequest = { number: number; createdAt: Date } & NewBeneath &
  Partial<Omit<SeedPullRequest, keyof NewBeneath | 'number' | 'createdAt' | 'endedAt'>> & {
    /** Minutes after it was made. */
    endedAt?: number
  }

/** A hash that is the same in every run. */
export const seedHash = (text: string) => createHash('sha1').update(text).digest('hex')

/**
 * A pull request by what is told of it. Its end has its event, and `updatedAt` is the last instant
 * there is, so that all three hosts tell the same of it.
 * @param base ids beneath it start here: every repository has a million of its own
 */
export function seedPullRequest(base: number, told: NewPullRequest): SeedPullRequest {
  const { number, createdAt, endedAt: endsAt, ...rest } = told
  const first = base + number * 1000
  const instant = (minutes: number) => new Date(createdAt.getTime() + minutes * 60_000)
  let id = first
  const ended = endsAt === undefined ? null : instant(endsAt)
  const state = told.state ?? (ended ? 'merged' : 'open')
  const reviews = (told.reviews ?? []).map(
    ({ by, at, ...more }): SeedReview => ({
      ...{ id: ++id, author: by, verdict: 'approved', at: instant(at), body: '', ...more },
    }),
  )
  const comments = (told.comments ?? []).map(
    ({ by, at, ...more }): SeedComment => ({
      ...{ id: ++id, author: by, kind: 'conversation', at: instant(at), body: 'Well seen.' },
      ...more,
    }),
  )
  const events = (told.events ?? []).map(
    ({ by, at, kind, ...more }): SeedEvent => ({
      ...{ id: ++id, kind, by, at: instant(at), asked: null, ...more },
    }),
  )
  const endedBy = told.endedBy === undefined ? (told.author ?? null) : told.endedBy
  if (ended && state !== 'open') {
    const kind = state
    events.push({ id: ++id, kind, at: ended, by: endedBy, asked: null })
  }
  const commits = (told.commits ?? []).map(
    ({ by, at, ...more }, place): SeedCommit => ({
      hash: seedHash(`${first} commit ${place}`),
      ...{ at: instant(at), authorName: by.name, authorEmail: by.email, account: by },
      ...{ message: `Step ${place + 1}`, ...more },
    }),
  )
  const all = [createdAt, ...[...reviews, ...comments, ...events].map(({ at }) => at)]
  return {
    ...{ id: first, number, title: `Change ${number}`, body: '', isDraft: false, author: null },
    ...{ headBranch: `change-${number}`, baseBranch: 'main', isForkGone: false },
    ...{ additions: 10 * number, deletions: number, changedFiles: 1 + (number % 7), createdAt },
    mergeCommit: state === 'merged' ? seedHash(`${first} merge`) : null,
    updatedAt: new Date(Math.max(...all.map((at) => at.getTime()))),
    ...rest,
    ...{ state, endedAt: ended, endedBy: ended ? endedBy : null },
    ...{ reviews, comments, events, commits },
  }
}
