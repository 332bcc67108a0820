import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { measurePullRequest } from '../../src/measures/pull-request-phases.js'
import { pullRequestSize } from '../../src/measures/pull-request-size.js'
import type { PullRequestTold } from '../../src/measures/pull-request-told.js'

const ann = { key: 'ann', isBot: false }
const ben = { key: 'ben', isBot: false }
const eva = { key: 'eva', isBot: false }
const robot = { key: 'robot', isBot: true }

/** A day of May 2026 and an hour of it, in UTC: `at(4, 9)` is Monday the 4th at nine. */
const at = (day: number, hour = 0, minute = 0) => new Date(Date.UTC(2026, 4, day, hour, minute))
const hours = 3600

type Review = PullRequestTold['reviews'][number]
const review = (
  by: Review['by'],
  submittedAt: Date,
  verdict: Review['verdict'],
  bodyLength = 0,
): Review => ({ by, submittedAt, verdict, bodyLength })

/** Ann's pull request: committed at 8, opened at 10, merged by Ben at 20 of the same day. */
const plain: PullRequestTold = {
  isDraft: false,
  author: ann,
  mergedBy: ben,
  createdAt: at(4, 10),
  mergedAt: at(4, 20),
  closedAt: at(4, 20),
  additions: 20,
  deletions: 9,
  reviews: [],
  comments: [],
  events: [],
  commits: [{ by: ann, authoredAt: at(4, 8) }],
}
const approvedAt15 = review(ben, at(4, 15), 'approved')

describe('the four phases, worked out by hand', () => {
  /** Hours of coding, pickup, review and merge. */
  type Case = [what: string, told: Partial<PullRequestTold>, phases: number[], unreviewed: boolean]
  const line = (by: Review['by'], writtenAt: Date) => ({ by, kind: 'line' as const, writtenAt })
  const cases: Case[] = [
    ['nobody looked: the whole wait is pickup', {}, [2, 10, 0, 0], true],
    ['one approval: seen and approved at once', { reviews: [approvedAt15] }, [2, 5, 0, 5], false],
    [
      'seen at 12, approved at 15',
      { reviews: [review(eva, at(4, 12), 'commented'), approvedAt15] },
      [2, 2, 3, 5],
      false,
    ],
    [
      'the last of two approvals ends the review',
      {
        reviews: [review(eva, at(4, 12), 'approved'), approvedAt15],
      },
      [2, 2, 3, 5],
      false,
    ],
    [
      'seen and never approved: review until the end',
      {
        reviews: [review(ben, at(4, 13), 'commented')],
      },
      [2, 3, 7, 0],
      false,
    ],
    [
      'a line comment is a first look',
      {
        comments: [line(eva, at(4, 11))],
        reviews: [approvedAt15],
      },
      [2, 1, 4, 5],
      false,
    ],
    [
      'talk is no review',
      {
        comments: [{ by: eva, kind: 'conversation', writtenAt: at(4, 11) }],
      },
      [2, 10, 0, 0],
      true,
    ],
    [
      'a bot is no reviewer',
      {
        reviews: [review(robot, at(4, 11), 'approved'), approvedAt15],
      },
      [2, 5, 0, 5],
      false,
    ],
    [
      'the author is no reviewer',
      {
        reviews: [review(ann, at(4, 11), 'commented')],
        comments: [line(ann, at(4, 11))],
      },
      [2, 10, 0, 0],
      true,
    ],
    [
      'an approval after the merge came too late',
      {
        reviews: [review(ben, at(4, 21), 'approved')],
      },
      [2, 10, 0, 0],
      true,
    ],
    [
      'an approval taken back is a look',
      {
        reviews: [review(ben, at(4, 12), 'dismissed'), review(eva, at(4, 14), 'approved')],
      },
      [2, 2, 2, 6],
      false,
    ],
    [
      'a draft is ready when it says so',
      {
        events: [{ kind: 'ready', at: at(4, 13) }],
        reviews: [approvedAt15],
      },
      [5, 2, 0, 5],
      false,
    ],
    [
      'ready, draft, ready: the last before the first look',
      {
        events: [
          { kind: 'ready', at: at(4, 11) },
          { kind: 'draft', at: at(4, 12) },
          { kind: 'ready', at: at(4, 14) },
          { kind: 'ready', at: at(4, 17) },
        ],
        reviews: [approvedAt15],
      },
      [6, 1, 0, 5],
      false,
    ],
    [
      'reviewed as a draft: ready since it was opened',
      {
        events: [{ kind: 'ready', at: at(4, 16) }],
        reviews: [approvedAt15],
      },
      [2, 5, 0, 5],
      false,
    ],
    [
      'commits made anew after opening are not before it',
      {
        commits: [{ by: ann, authoredAt: at(4, 12) }],
      },
      [0, 10, 0, 0],
      true,
    ],
    [
      'no commit is known: coding is the time as a draft',
      {
        commits: [],
        events: [{ kind: 'ready', at: at(4, 13) }],
      },
      [3, 7, 0, 0],
      true,
    ],
    [
      "a bot's commit does not start it",
      {
        commits: [{ by: robot, authoredAt: at(1) }, ...plain.commits],
      },
      [2, 10, 0, 0],
      true,
    ],
    [
      'but where only bots committed it does',
      {
        commits: [{ by: robot, authoredAt: at(4, 6) }],
      },
      [4, 10, 0, 0],
      true,
    ],
    [
      'a clock that stood at 1970 is left out',
      {
        commits: [{ by: ann, authoredAt: new Date(0) }, ...plain.commits],
      },
      [2, 10, 0, 0],
      true,
    ],
    [
      'an account that is gone is somebody else',
      {
        reviews: [review(null, at(4, 12), 'approved')],
      },
      [2, 2, 0, 8],
      false,
    ],
    [
      'unless the author is gone too',
      {
        author: null,
        reviews: [review(null, at(4, 12), 'approved')],
      },
      [2, 10, 0, 0],
      true,
    ],
  ]

  it.each(cases)('%s', (_, told, [coding, pickup, reviewing, merge], isUnreviewed) => {
    const measured = measurePullRequest({ ...plain, ...told })
    expect(measured.phases).toEqual({
      codingSeconds: coding! * hours,
      pickupSeconds: pickup! * hours,
      reviewSeconds: reviewing! * hours,
      mergeSeconds: merge! * hours,
      cycleSeconds: (coding! + pickup! + reviewing! + merge!) * hours,
    })
    expect(measured.isUnreviewed).toBe(isUnreviewed)
  })

  it('adds up in whole seconds, whatever the milliseconds', () => {
    const { phases } = measurePullRequest({
      ...plain,
      createdAt: new Date('2026-05-04T10:00:00.900Z'),
      mergedAt: new Date('2026-05-04T10:00:02.100Z'),
      commits: [{ by: ann, authoredAt: new Date('2026-05-04T09:59:59.999Z') }],
      reviews: [review(ben, new Date('2026-05-04T10:00:01.500Z'), 'approved')],
    })
    expect(Object.values(phases!)).toEqual([1, 1, 0, 1, 3])
  })
})

describe('an open or closed pull request', () => {
  it('has the instants that are known, and no phases', () => {
    const open = { ...plain, mergedAt: null, closedAt: null, mergedBy: null }
    expect(measurePullRequest({ ...open, reviews: [approvedAt15] })).toMatchObject({
      ...{ firstCommitAt: at(4, 8), readyAt: at(4, 10) },
      ...{ firstReviewAt: at(4, 15), approvedAt: at(4, 15) },
      ...{ phases: null, isUnreviewed: false, isSelfMerged: false },
    })
    expect(measurePullRequest({ ...open, isDraft: true }).readyAt).toBeNull()
    expect(measurePullRequest({ ...open, closedAt: at(4, 20) }).phases).toBeNull()
  })
})

describe('what else is said of it', () => {
  const request = (hour: number) => review(ben, at(4, hour), 'changes_requested')
  const commit = (hour: number) => ({ by: ann, authoredAt: at(4, hour) })

  it('counts each turn from review to commit until the approval', () => {
    const rounds = (told: Partial<PullRequestTold>) =>
      measurePullRequest({ ...plain, ...told }).reviewRounds
    expect(rounds({ reviews: [approvedAt15] })).toBe(0)
    expect(rounds({ reviews: [request(11)] })).toBe(0)
    const twice = { reviews: [request(11), review(eva, at(4, 13), 'commented'), approvedAt15] }
    expect(rounds({ ...twice, commits: [commit(8), commit(12)] })).toBe(1)
    expect(rounds({ ...twice, commits: [8, 12, 12.5, 14].map(commit) })).toBe(2)
    // A commit after the approval, or before the request, answers nothing.
    expect(rounds({ ...twice, commits: [8, 10, 16].map(commit) })).toBe(0)
  })

  it('counts words of others, each once', () => {
    const comment = (by: Review['by'], kind: 'conversation' | 'line' | 'review') => ({
      ...{ by, kind, writtenAt: at(4, 12) },
    })
    const { reviewDepth } = measurePullRequest({
      ...plain,
      reviews: [review(ben, at(4, 12), 'approved', 40), review(eva, at(4, 12), 'approved')],
      comments: [
        ...[comment(ben, 'review'), comment(ben, 'line'), comment(eva, 'conversation')],
        ...[comment(ann, 'line'), comment(robot, 'line')],
      ],
    })
    expect(reviewDepth).toBe(3)
  })

  it('knows who merged their own, and what a bot opened', () => {
    const { isSelfMerged, byBot } = measurePullRequest({ ...plain, mergedBy: { ...ann } })
    expect({ isSelfMerged, byBot }).toEqual({ isSelfMerged: true, byBot: false })
    expect(measurePullRequest(plain).isSelfMerged).toBe(false)
    expect(measurePullRequest({ ...plain, author: null, mergedBy: null }).isSelfMerged).toBe(false)
    expect(measurePullRequest({ ...plain, author: robot }).byBot).toBe(true)
  })

  it.each([
    ...([
      [0, 0, 'XS'],
      [9, 0, 'XS'],
      [9, 1, 'S'],
      [0, 29, 'S'],
      [30, 0, 'M'],
      [99, 0, 'M'],
    ] as const),
    ...([
      [50, 50, 'L'],
      [499, 0, 'L'],
      [500, 0, 'XL'],
      [999, 0, 'XL'],
      [1000, 0, 'XXL'],
    ] as const),
    ...([
      [null, 5, null],
      [5, null, null],
    ] as const),
  ])('%s lines added and %s removed are %s', (additions, deletions, size) => {
    expect(pullRequestSize(additions, deletions)).toBe(size)
  })
})

describe('whatever a host tells', () => {
  const instant = fc.date({
    min: new Date('1969-01-01'),
    max: new Date('2107-01-01'),
    noInvalidDate: true,
  })
  const by = fc.constantFrom(null, ann, ben, eva, robot)
  const verdict = fc.constantFrom('approved', 'changes_requested', 'commented', 'dismissed')
  const told = fc.record({
    isDraft: fc.boolean(),
    ...{ author: by, mergedBy: by, createdAt: instant, mergedAt: instant },
    closedAt: fc.option(instant),
    ...{ additions: fc.option(fc.nat()), deletions: fc.option(fc.nat()) },
    reviews: fc.array(fc.record({ by, verdict, submittedAt: instant, bodyLength: fc.nat() })),
    comments: fc.array(
      fc.record({
        by,
        kind: fc.constantFrom('conversation', 'line', 'review'),
        writtenAt: instant,
      }),
    ),
    events: fc.array(fc.record({ kind: fc.constantFrom('ready', 'draft', 'closed'), at: instant })),
    commits: fc.array(fc.record({ by, authoredAt: instant })),
  }) as fc.Arbitrary<PullRequestTold & { mergedAt: Date }>

  it('no phase is negative and they add up to the cycle', () => {
    fc.assert(
      fc.property(told, (given) => {
        const { phases } = measurePullRequest(given)
        const { codingSeconds, pickupSeconds, reviewSeconds, mergeSeconds, cycleSeconds } = phases!
        const four = [codingSeconds, pickupSeconds, reviewSeconds, mergeSeconds]
        expect(four.every((value) => Number.isInteger(value) && value >= 0)).toBe(true)
        expect(four.reduce((sum, value) => sum + value, 0)).toBe(cycleSeconds)
      }),
      { numRuns: 2000 },
    )
  })

  it('the five instants stand in their order, and the order in which they are told is no matter', () => {
    fc.assert(
      fc.property(told, (given) => {
        const measured = measurePullRequest(given)
        const order = ['firstCommitAt', 'readyAt', 'firstReviewAt', 'approvedAt'] as const
        const instants = [...order.flatMap((name) => measured[name] ?? []), given.mergedAt]
        expect(instants).toEqual(instants.toSorted((a, b) => a.getTime() - b.getTime()))
        const turned = { ...given, reviews: given.reviews.toReversed() }
        expect(
          measurePullRequest({ ...turned, commits: given.commits.toReversed() }).phases,
        ).toEqual(measured.phases)
      }),
    )
  })
})
