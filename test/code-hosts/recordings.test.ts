import { describe, expect, test } from 'vitest'
import { asGraphql } from '../support/recorded-github.js'
import { type Recorded, readAll, recorded, recordedHost } from '../support/recorded-host.js'
import { isMissing } from '../support/requirements.js'

const person = (externalId: string, username: string, name: string | null = null) => ({
  ...{ externalId, username, name, email: null, isBot: false },
})
const nothing = { reviews: [], comments: [], events: [], commits: [], gap: null }
const lines = { additions: null, deletions: null, changedFiles: null }
const at = (text: string) => new Date(text)

/** What real hosts answered, read by the adapters; the expected facts were worked out by hand. */
describe.skipIf(isMissing('shared'))('recorded from', () => {
  test('GitHub', async () => {
    const of = (name: string): Recorded[] => recorded(`github/recorded/devlake-${name}.json`)
    const around = {
      ...{ reviews: of('reviews'), lines: of('review-comments'), comments: of('issue-comments') },
    }
    const commits = of('pr-commits')
    const nodes = of('pulls').map((pull) =>
      asGraphql(pull, around, pull.number === 158 ? commits.slice(0, 1) : []),
    )
    const pageInfo = { hasNextPage: false, endCursor: null }
    const pullRequests = { totalCount: nodes.length, pageInfo, nodes }
    const answer = { data: { repository: { databaseId: 1, pullRequests } } }
    const host = await recordedHost('github', (path) => (path.includes('graphql') ? answer : []))
    const { items, skipped, total } = await readAll(host, '1')
    // Number 4 is recorded twice.
    expect([items.length, skipped, total]).toEqual([49, 0, 50])
    expect(items.filter(({ state }) => state === 'merged')).toHaveLength(26)
    expect(items.filter(({ gap }) => gap !== null)).toEqual([])
    expect(items.flatMap(({ reviews }) => reviews)).toHaveLength(31)
    const all = items.flatMap(({ comments }) => comments)
    expect(all.filter(({ author }) => author?.isBot).length).toBeGreaterThan(0)
    expect(all.filter(({ text }) => /`|@@/.test(text))).toEqual([])
    const shared = { isDraft: false, mergedBy: null, endIsUpperBound: false, baseBranch: 'master' }
    const sizes = { additions: 0, deletions: 0, changedFiles: 0 }
    const [reviewer, author] = [person('7496278', 'panjf2000'), person('8923413', 'choleraehyq')]
    const commented = { verdict: 'commented', bodyLength: 0, author }
    expect(items.find(({ number }) => number === 51)).toEqual({
      ...{ ...nothing, ...shared, ...sizes, number: 51, state: 'merged', headBranch: 'fixbug' },
      ...{ hostId: 'MDExOlB1bGxSZXF1ZXN0MzE2MzM3NDMz', author },
      title: 'Invoke decRunning() when revertWorker() returns false',
      url: 'https://github.com/panjf2000/ants/pull/51',
      ...{ createdAt: at('2019-09-11T08:46:23Z'), updatedAt: at('2019-09-12T01:00:32Z') },
      ...{ mergedAt: at('2019-09-12T01:00:32Z'), closedAt: at('2019-09-12T01:00:32Z') },
      mergeCommit: 'd6cd5a7e726c9bb8578e7aabdbf3488dc8d080b6',
      reviews: [
        {
          ...{ ...commented, author: reviewer, bodyLength: 17 },
          hostId: 'MDE3OlB1bGxSZXF1ZXN0UmV2aWV3Mjg2Njg3MzM1',
          submittedAt: at('2019-09-11T12:07:36Z'),
        },
        {
          ...{ ...commented, hostId: 'MDE3OlB1bGxSZXF1ZXN0UmV2aWV3Mjg2NzcyOTc4' },
          submittedAt: at('2019-09-11T13:03:23Z'),
        },
        {
          ...{ ...commented, hostId: 'MDE3OlB1bGxSZXF1ZXN0UmV2aWV3Mjg2Nzc0NTUy' },
          submittedAt: at('2019-09-11T13:05:57Z'),
        },
      ],
      comments: [
        {
          ...{ hostId: 'MDE3OlB1bGxSZXF1ZXN0UmV2aWV3Mjg2Njg3MzM1', author: reviewer },
          ...{ kind: 'review', writtenAt: at('2019-09-11T12:07:36Z'), length: 17 },
          text: 'chinese comment',
        },
      ],
      events: [{ hostId: 'm', kind: 'merged', at: at('2019-09-12T01:00:32Z'), account: null }],
    })
    const open = { ...nothing, ...shared, ...sizes, mergedAt: null, mergeCommit: null }
    expect(items.find(({ number }) => number === 158)).toEqual({
      ...{ ...open, number: 158, state: 'open', headBranch: 'args_capture', closedAt: null },
      ...{ hostId: 'MDExOlB1bGxSZXF1ZXN0NjU0Njg0Mzc5', author: person('58211133', 'icecube092') },
      title: 'Submit a task with args to pool',
      url: 'https://github.com/panjf2000/ants/pull/158',
      ...{ createdAt: at('2021-05-27T08:53:42Z'), updatedAt: at('2022-02-22T16:48:28Z') },
      commits: [
        {
          ...{ hash: '5bbc9e170bbee27c37bcc30da3da75b4531d1edb', account: author },
          ...{ authoredAt: at('2019-01-21T10:57:23Z'), authorName: 'Cholerae Hu' },
          authorEmail: '6b366d2b02@example.invalid',
        },
      ],
    })
    // Closed without a merge: the test merge that GitHub keeps of it is none.
    expect(items.find(({ number }) => number === 8)).toMatchObject({
      ...{ ...open, comments: expect.any(Array), state: 'closed', headBranch: 'dev' },
      ...{ author: person('8597823', 'hongli-my'), closedAt: at('2018-10-30T00:12:13Z') },
    })
  })

  test('GitLab', async () => {
    const of = (name: string): Recorded[] => recorded(`gitlab/recorded/${name}.json`)
    const [notes, commits] = [of('devlake-mr-notes'), of('devlake-mr-commits')]
    const read = async (list: string) => {
      const host = await recordedHost('gitlab', (path) => {
        const number = Number(/merge_requests\/(\d+)\/notes/.exec(path)?.[1])
        if (number) return notes.filter(({ noteable_iid: its }) => its === number)
        if (/\/1\/commits/.test(path)) return commits.slice(0, 1)
        if (/commits|state_events/.test(path)) return []
        return /merge_requests\?/.test(path) ? of(list) : undefined
      })
      return readAll(host, '1')
    }
    const first = await read('devlake-merge-requests-2')
    expect(first.items.map(({ state }) => state).sort()).toEqual([
      ...['closed', 'merged', 'merged', 'merged', 'merged', 'merged', 'merged', 'merged', 'merged'],
      ...['merged', 'merged', 'open', 'open', 'open', 'open', 'open'],
    ])
    const others = [await read('devlake-merge-requests'), await read('drone-merges')]
    for (const page of [first, ...others]) {
      expect(page.skipped).toBe(0)
      expect(page.items.filter(({ gap }) => gap !== null)).toEqual([])
    }
    expect(others.map(({ items }) => items.length)).toEqual([18, 1])
    // An old server tells no end: the last update is the latest that it can have been.
    expect(others[1]!.items[0]).toMatchObject({
      ...{ state: 'closed', closedAt: at('2015-12-18T18:30:22.522Z'), endIsUpperBound: true },
    })
    const emilie = person('2295562', 'emilie', 'Emilie Schario')
    const merger = person('1942272', 'tayloramurphy', 'Taylor A Murphy')
    const plain = { ...nothing, ...lines, endIsUpperBound: false, baseBranch: 'master' }
    const page = 'https://gitlab.com/gitlab-data/snowflake_spend/-/merge_requests'
    expect(first.items.find(({ number }) => number === 1)).toEqual({
      ...{ ...plain, number: 1, hostId: '32348491', state: 'merged', isDraft: false },
      ...{ title: 'Resolve "Add documentation to snowflake spend package"', url: `${page}/1` },
      ...{ author: emilie, mergedBy: merger, createdAt: at('2019-06-28T05:21:43.743Z') },
      ...{ updatedAt: at('2019-06-28T14:32:05.270Z'), mergedAt: at('2019-06-28T14:32:06.192Z') },
      ...{ closedAt: at('2019-06-28T14:32:06.192Z') },
      mergeCommit: 'da1d6dea48f5972ffc683da6cff30934e7d6c52c',
      headBranch: '1-add-documentation-to-snowflake-spend-package',
      comments: [
        {
          ...{ hostId: '186439132', author: emilie, kind: 'conversation', length: 70 },
          writtenAt: at('2019-06-28T10:56:46.646Z'),
          text: "@tayloramurphy Once this is merged, let's make this a release version?",
        },
      ],
      events: [
        { hostId: '186438743', kind: 'ready', at: at('2019-06-28T10:55:26.170Z'), account: emilie },
        {
          ...{ hostId: '186537191', kind: 'merged', account: merger },
          at: at('2019-06-28T14:32:06.279Z'),
        },
      ],
      commits: [
        {
          ...{ hash: 'ad25fcda15e310a7eb34b3e38ff9b962b54f0e03', account: null },
          ...{ authoredAt: at('2019-06-28T11:03:52Z'), authorName: 'emilie' },
          authorEmail: '42d2e5699b@example.invalid',
        },
      ],
    })
    const reviewer = person('2436773', 'basicthinker', 'Jinglei Ren')
    const said = { author: reviewer, bodyLength: 0 }
    expect(first.items.find(({ number }) => number === 37)).toEqual({
      ...{ ...plain, number: 37, hostId: '15869219', state: 'open', isDraft: true },
      ...{ title: 'Draft: Corrections for dbt 1', url: `${page}/21`, mergedBy: null },
      author: person('5618371', 'paul_armstrong', 'Paul Armstrong'),
      ...{ createdAt: at('2022-06-03T09:24:53.707Z'), updatedAt: at('2022-06-03T18:06:46.331Z') },
      ...{ mergedAt: null, closedAt: null, mergeCommit: null, headBranch: 'updates_for_dbt_1_1' },
      reviews: [
        {
          ...{ ...said, hostId: '135848627', verdict: 'approved' },
          submittedAt: at('2019-01-29T00:40:37.158Z'),
        },
        {
          ...{ ...said, hostId: '135848646', verdict: 'dismissed' },
          submittedAt: at('2019-01-29T00:40:45.520Z'),
        },
        {
          ...{ ...said, hostId: '135848654', verdict: 'approved' },
          submittedAt: at('2019-01-29T00:40:47.455Z'),
        },
      ],
    })
    expect(first.items.find(({ number }) => number === 46)).toMatchObject({
      ...{ ...plain, reviews: expect.any(Array), state: 'closed', isDraft: true, mergedAt: null },
      ...{ closedAt: at('2022-03-15T03:07:22.665Z'), mergeCommit: null },
    })
  })

  test('Bitbucket', async () => {
    const of = (name: string): Recorded => recorded(`bitbucket-cloud/recorded/${name}.json`)
    const read = async (list: Recorded[], activity: Recorded[]) => {
      const host = await recordedHost('bitbucket', (path) => ({
        values: path.includes('activity') ? activity : list,
      }))
      return readAll(host, '{1}')
    }
    const comments = of('devlake-pr-comments').map((comment: Recorded) => ({
      ...{ comment, pull_request: comment.pullrequest },
    }))
    const { items, skipped } = await read(of('devlake-pullrequests'), comments)
    expect([items.length, skipped]).toEqual([57, 0])
    expect(items.filter(({ state }) => state === 'merged')).toHaveLength(27)
    expect(items.flatMap((item) => item.comments)).toHaveLength(18)
    const author = person('{64135f6a-3978-4297-99b1-21827e0faf0b}', 'teoiaoe', 'teoiaoe')
    const plain = { ...nothing, ...lines, author, isDraft: false, baseBranch: 'master' }
    const page = 'https://bitbucket.org/likyh/likyhphp/pull-requests'
    // No activity tells of its end: the last update is the latest that it can have been.
    expect(items.find(({ number }) => number === 24)).toEqual({
      ...{ ...plain, number: 24, hostId: '24', title: 'Test17', url: `${page}/24` },
      ...{ state: 'merged', mergedBy: author, headBranch: 'test17', mergeCommit: 'c0e12b61e44b' },
      ...{ createdAt: at('2022-08-12T15:00:34.399Z'), updatedAt: at('2022-08-12T15:10:43.930Z') },
      ...{ mergedAt: at('2022-08-12T15:10:43.930Z'), closedAt: at('2022-08-12T15:10:43.930Z') },
      endIsUpperBound: true,
    })
    const open = { ...plain, mergedBy: null, mergedAt: null, closedAt: null, mergeCommit: null }
    expect(items.find(({ number }) => number === 40)).toEqual({
      ...{ ...open, number: 40, hostId: '40', title: 'Test016', url: `${page}/40` },
      ...{ state: 'open', headBranch: 'test016', endIsUpperBound: false },
      ...{ createdAt: at('2022-08-12T15:25:31.595Z'), updatedAt: at('2022-08-14T07:38:28.302Z') },
      comments: [
        {
          ...{ hostId: '323120140', author, kind: 'line', length: 8, text: 'evbnoera' },
          writtenAt: at('2022-08-12T15:39:27.438Z'),
        },
      ],
    })
    const examples = of('spec-activity-examples').flatMap(({ body }: Recorded) => body.values)
    const declined = await read(of('faros-pull_requests'), [...of('faros-activities'), ...examples])
    // Here the end is told, and needs no activity.
    expect(declined.items[0]).toMatchObject({
      ...{ number: 2, state: 'closed', endIsUpperBound: false, gap: null },
      ...{ closedAt: at('2024-09-06T13:15:30Z'), mergedAt: null },
    })
    const others = await read([of('drone-pr'), ...of('drone-prs').values], [])
    expect([others.items.length, others.skipped]).toEqual([1, 0])
  })
})
