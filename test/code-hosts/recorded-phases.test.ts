import { describe, expect, test } from 'vitest'
import type { PullRequestFact } from '../../src/code-hosts/pull-request-fact.js'
import { makeCompany } from '../support/company.js'
import { makeConnected, storeFacts } from '../support/pull-request-fixtures.js'
import { asGraphql } from '../support/recorded-github.js'
import { type Recorded, readAll, recorded, recordedHost } from '../support/recorded-host.js'
import { isMissing } from '../support/requirements.js'

/** Hours, minutes and seconds as seconds. */
const took = (clock: string) => clock.split(':').reduce((sum, part) => sum * 60 + Number(part), 0)

/** Stores what an adapter handed out, and says what was measured of these. */
async function phasesOf(facts: PullRequestFact[], ...numbers: number[]) {
  const company = await makeCompany()
  const place = await makeConnected(company)
  await storeFacts(company, place, facts)
  const rows = await company.work((db) =>
    db.pullRequest.findMany({ where: { number: { in: numbers } }, orderBy: { number: 'asc' } }),
  )
  return rows.map((row) => {
    const { codingSeconds, pickupSeconds, reviewSeconds, mergeSeconds, cycleSeconds } = row
    return [row.number, codingSeconds, pickupSeconds, reviewSeconds, mergeSeconds, cycleSeconds]
  })
}

/** What real hosts answered, through adapters and measures to the rows; worked out by hand. */
describe.skipIf(isMissing('shared'))('phases of pull requests recorded from', () => {
  test('GitHub', async () => {
    const of = (name: string): Recorded[] => recorded(`github/recorded/devlake-${name}.json`)
    const around = {
      ...{ reviews: of('reviews'), lines: of('review-comments'), comments: of('issue-comments') },
    }
    // Whose are theirs is told by their authors and days.
    const from = (login: string, month: string) =>
      of('pr-commits').filter(
        ({ author, commit }) => author?.login === login && commit.author.date.startsWith(month),
      )
    const commits: Record<number, Recorded[]> = {
      41: from('choleraehyq', '2019-08'),
      51: from('choleraehyq', '2019-09'),
      53: from('KevinBaiSg', '2019-10'),
    }
    const nodes = of('pulls').map((pull) => asGraphql(pull, around, commits[pull.number] ?? []))
    const pageInfo = { hasNextPage: false, endCursor: null }
    const pullRequests = { totalCount: nodes.length, pageInfo, nodes }
    const answer = { data: { repository: { databaseId: 1, pullRequests } } }
    const host = await recordedHost('github', (path) => (path.includes('graphql') ? answer : []))
    const { items } = await readAll(host, '1')
    // 41: written 03:22:00, created 03:24:27, a bot's remark at 03:25:26, a person's at 03:59:00, merged
    //     10:55:19, approved by nobody.
    // 51: written 08:39:55, created 08:46:23, reviewed 12:07:36, merged 01:00:32 of the next day.
    // 53: written 04:07:39, created 08:17:20, reviewed 16:56:26, merged 16:59:19 two days later.
    expect(await phasesOf(items, 41, 51, 53)).toEqual([
      [41, took('0:02:27'), took('0:34:33'), took('6:56:19'), 0, took('7:33:19')],
      [51, took('0:06:28'), took('3:21:13'), took('12:52:56'), 0, took('16:20:37')],
      [53, took('4:09:41'), took('8:39:06'), took('48:02:53'), 0, took('60:51:40')],
    ])
  })

  test('GitLab', async () => {
    const of = (name: string): Recorded[] => recorded(`gitlab/recorded/${name}.json`)
    const [notes, commits] = [of('devlake-mr-notes'), of('devlake-mr-commits')]
    const theirs: Record<string, string[]> = {
      1: ['ad25fcda', '382084b4', '3f04e0a6', 'e01d4f03', 'abbe0ab2'],
      3: ['08386420'],
      4: ['91e5666b'],
    }
    const host = await recordedHost('gitlab', (path) => {
      const [, number = '', beneath] = /merge_requests\/(\d+)\/(\w+)/.exec(path) ?? []
      if (beneath === 'notes') {
        return notes.filter(({ noteable_iid: its }) => its === Number(number))
      }
      if (beneath === 'commits') {
        return commits.filter(({ short_id: id }) => theirs[number]?.includes(id))
      }
      if (beneath) return []
      return /merge_requests\?/.test(path) ? of('devlake-merge-requests-2') : undefined
    })
    const { items } = await readAll(host, '1')
    // Nobody reviewed them: a remark in the conversation is none, and the whole wait is pickup.
    // 1: written 05:40:36, ready 10:55:26, merged 14:32:06.
    // 3: written 19:32:19, created 19:34:32 on the 15th, merged 14:15:27 on the 26th.
    // 4: created 15:32:49, its commit a minute later, merged 15:37:50.
    expect(await phasesOf(items, 1, 3, 4)).toEqual([
      [1, took('5:14:50'), took('3:36:40'), 0, 0, took('8:51:30')],
      [3, took('0:02:13'), took('258:40:55'), 0, 0, took('258:43:08')],
      [4, 0, took('0:05:01'), 0, 0, took('0:05:01')],
    ])
  })

  test('Bitbucket', async () => {
    const of = (name: string): Recorded => recorded(`bitbucket-cloud/recorded/${name}.json`)
    const activity = of('devlake-pr-comments').map((comment: Recorded) => ({
      ...{ comment, pull_request: comment.pullrequest },
    }))
    const host = await recordedHost('bitbucket', (path) => ({
      values: path.includes('activity') ? activity : of('devlake-pullrequests'),
    }))
    const { items } = await readAll(host, '{1}')
    // Merged by their author, reviewed by nobody; the last update is the latest end there can be.
    // 8: 14:54:56 to 15:03:38. 16: 14:57:41 to 15:03:36. 24: 15:00:34 to 15:10:43.
    expect(await phasesOf(items, 8, 16, 24)).toEqual([
      [8, 0, took('0:08:42'), 0, 0, took('0:08:42')],
      [16, 0, took('0:05:55'), 0, 0, took('0:05:55')],
      [24, 0, took('0:10:09'), 0, 0, took('0:10:09')],
    ])
  })
})
