import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { HostKind } from '../../src/code-hosts/host-type.js'
import { askFake } from '../support/code-host/ask-fake.js'
import { contracts, violations } from '../support/code-host/contract.js'
import { FakeCodeHost } from '../support/code-host/fake-code-host.js'
import { unknownKeys } from '../support/code-host/known-keys.js'
import { seedOfShapes } from '../support/code-host/seed-of-shapes.js'
import { isMissing } from '../support/requirements.js'

const asked: Record<HostKind, string[]> = {
  github: [
    '/user',
    '/user/repos',
    '/user/orgs',
    '/orgs/acme/members',
    '/orgs/acme/repos',
    '/repos/acme/webshop',
    '/repos/acme/webshop/commits',
    '/repos/acme/webshop/pulls?state=all&sort=updated&direction=desc&per_page=100',
    '/rate_limit',
  ],
  gitlab: [
    '/user',
    '/projects/7/merge_requests?state=all&per_page=100',
    '/projects/acme%2Fwebshop/merge_requests/3',
    ...[1, 2, 3, 4, 6, 8].map((iid) => `/projects/7/merge_requests/${iid}/notes?sort=asc`),
    '/projects/7/merge_requests/8/commits',
    '/projects/7/members/all',
  ],
  bitbucket: [
    '/user',
    '/user/workspaces',
    '/workspaces/acme',
    '/workspaces/acme/members',
    '/repositories/acme',
    '/repositories/acme/webshop',
    '/repositories/acme/webshop/pullrequests?state=OPEN&state=MERGED&state=DECLINED&pagelen=50' +
      '&fields=%2Bvalues.participants',
    '/repositories/acme/webshop/pullrequests/3',
    '/repositories/acme/webshop/pullrequests/6/comments',
  ],
}

describe.skipIf(isMissing('shared'))("the fake's answers", () => {
  let host: FakeCodeHost
  beforeAll(async () => {
    host = await FakeCodeHost.start(seedOfShapes())
  })
  afterAll(() => host.stop())

  test.each(Object.entries(asked) as [HostKind, string[]][])(
    'are what the description of %s says',
    async (kind, paths) => {
      const contract = contracts()[kind]
      const token = host.token(kind)
      const found: unknown[] = []
      host.observe = (_, method, path, answer) => {
        found.push({ path, wrong: violations(contract, method, path, answer) })
      }
      for (const path of paths) await askFake(host, token, path)
      expect(found).toEqual(paths.map((path) => ({ path: path.split('?')[0], wrong: [] })))
    },
  )

  test.each(['github', 'gitlab', 'bitbucket'] as const)(
    'of %s have no key that nobody knows in a pull request',
    async (kind) => {
      const list = asked[kind].find((path) => /(pulls|merge_requests|pullrequests)\?/.test(path))
      const answer = await askFake(host, host.token(kind), list!)
      const body = (await answer.json()) as { values: object[] } & object[]
      const pulls: object[] = kind === 'bitbucket' ? body.values : body
      expect(pulls).toHaveLength(8)
      expect(unknownKeys(kind, pulls)).toEqual([])
      // It would be told otherwise.
      expect(unknownKeys(kind, [{ ...pulls[0], invented: 1 }])).toEqual(['invented'])
    },
  )
})
