import { describe, expect, test } from 'vitest'
import { faultIn } from '../../src/code-hosts/host-answer.js'
import { quotaOf } from '../../src/code-hosts/rate-limit.js'

const now = new Date('2026-05-04T10:00:00Z')
const seconds = (count: number) => new Date(now.getTime() + count * 1_000)
const inHour = String(now.getTime() / 1_000 + 3_600)

const fault = (
  status: number,
  headers: Record<string, string> = {},
  body = '',
  refusedBefore = 0,
) => faultIn({ status, headers: new Headers(headers), body }, 'GitHub', refusedBefore, now)

describe('an answer', () => {
  test.each([200, 201, 204, 304])('with %i is none', (status) => {
    expect(fault(status)).toBeNull()
  })

  test.each([
    [401, 'auth'],
    [403, 'forbidden'],
    [451, 'forbidden'],
    [404, 'not-found'],
    [410, 'not-found'],
    [500, 'server'],
    [502, 'server'],
    [400, 'contract'],
    [422, 'contract'],
    [302, 'contract'],
  ])('with %i is %s', (status, kind) => {
    const body = '<html>Bad gateway canary-token</html>'
    expect(fault(status, {}, body)).toMatchObject({ kind, status, retryAt: null })
    expect(fault(status, {}, body)?.message).not.toContain('canary')
  })
})

describe('when to ask again', () => {
  test.each<[string, number, Record<string, string>, string, number]>([
    ['seconds', 429, { 'retry-after': '17' }, '', 17],
    ['seconds of a refusal', 403, { 'retry-after': '30' }, '', 30],
    ['a date', 429, { 'retry-after': 'Mon, 04 May 2026 10:02:00 GMT' }, '', 120],
    [
      'the hour’s end',
      403,
      { 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': inHour },
      '',
      3_600,
    ],
    [
      'the minute’s end, by GitLab’s names',
      429,
      { 'ratelimit-remaining': '0', 'ratelimit-reset': inHour },
      'Retry later\n',
      3_600,
    ],
    [
      'seconds by the newer names',
      429,
      { 'ratelimit-remaining': '0', 'ratelimit-reset': '45' },
      '',
      45,
    ],
    ['a minute where nothing is said', 429, {}, 'Retry later\n', 60],
    [
      'a minute, where a secondary limit has the hour’s headers',
      403,
      { 'x-ratelimit-remaining': '4000', 'x-ratelimit-reset': inHour },
      '{"message":"You have exceeded a secondary rate limit."}',
      60,
    ],
    ['at least a second', 429, { 'retry-after': '0' }, '', 1],
    [
      'a second, where the date is over',
      429,
      { 'retry-after': 'Mon, 04 May 2026 09:00:00 GMT' },
      '',
      1,
    ],
    ['a day at most', 429, { 'retry-after': '999999999' }, '', 86_400],
    ['a minute, where it makes no sense', 429, { 'retry-after': 'soon' }, '', 60],
  ])('%s', (_, status, headers, body, wait) => {
    expect(fault(status, headers, body)).toMatchObject({
      ...{ kind: 'rate-limit', retryAt: seconds(wait) },
    })
  })

  test('is twice as long each time it happens again', () => {
    const waits = [0, 1, 2, 3].map(
      (before) => fault(403, {}, 'secondary rate limit', before)?.retryAt,
    )
    expect(waits).toEqual([60, 120, 240, 480].map(seconds))
    expect(fault(429, {}, '', 50)?.retryAt).toEqual(seconds(61_440))
  })

  test('is told of failures too, where the host does', () => {
    expect(fault(503, { 'retry-after': '120' })?.retryAt).toEqual(seconds(120))
  })
})

describe('a missing permission', () => {
  test.each<[string, Record<string, string>, string, string | null]>([
    ['GitHub', { 'x-accepted-github-permissions': 'pull_requests=read' }, '', 'pull_requests=read'],
    ['single sign-on', { 'x-github-sso': 'required; url=https://x?canary' }, '', 'single sign-on'],
    ['GitLab', {}, '{"error":"insufficient_scope","scope":"api read_api"}', 'api, read_api'],
    [
      'Bitbucket',
      {},
      JSON.stringify({
        error: {
          detail: { required: ['read:pullrequest:bitbucket'], granted: ['read:user:bitbucket'] },
        },
      }),
      'read:pullrequest:bitbucket',
    ],
    ['a hostile host', {}, '{"scope":"glpat-Canary123 github_pat_Canary"}', null],
    ['nobody', {}, 'no', null],
  ])('is named by %s', (_, headers, body, permission) => {
    expect(fault(403, headers, body)).toMatchObject({ kind: 'forbidden', permission })
  })
})

describe('the quota', () => {
  test.each<[string, Record<string, string>, object | null]>([
    [
      'GitHub’s',
      { 'x-ratelimit-limit': '5000', 'x-ratelimit-remaining': '4999', 'x-ratelimit-reset': inHour },
      { resource: 'core', limit: 5_000, remaining: 4_999, resetAt: seconds(3_600) },
    ],
    [
      'GitLab’s',
      { 'ratelimit-limit': '2000', 'ratelimit-remaining': '12', 'ratelimit-reset': inHour },
      { resource: 'core', limit: 2_000, remaining: 12, resetAt: seconds(3_600) },
    ],
    [
      'Bitbucket’s, nearly used up',
      { 'x-ratelimit-limit': '1000', 'x-ratelimit-nearlimit': 'true' },
      { resource: 'core', limit: 1_000, remaining: 200, resetAt: null },
    ],
    [
      'Bitbucket’s, else',
      { 'x-ratelimit-limit': '1000', 'x-ratelimit-nearlimit': 'false' },
      { resource: 'core', limit: 1_000, remaining: null, resetAt: null },
    ],
    ['nothing', {}, null],
    ['nonsense', { 'x-ratelimit-remaining': 'many' }, null],
  ])('is %s', (_, headers, quota) => {
    expect(quotaOf(new Headers(headers), 'core', now)).toEqual(quota)
  })
})
