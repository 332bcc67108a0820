import { inspect } from 'node:util'
import { expect, test } from 'vitest'
import { guardedFetch } from '../../src/code-hosts/guarded-fetch.js'
import { HostFault, type HostFaultKind } from '../../src/code-hosts/host-fault.js'
import type { HostKind } from '../../src/code-hosts/host-type.js'
import { hosts } from '../../src/code-hosts/hosts.js'
import { FakeCodeHost } from '../support/code-host/fake-code-host.js'
import type { FaultKind } from '../support/code-host/fault.js'
import { seed } from '../support/code-host/seed-builder.js'

const kinds: HostKind[] = ['github', 'gitlab', 'bitbucket']
const faults: [FaultKind, HostFaultKind][] = [
  ['unauthorised', 'auth'],
  ['revoked', 'auth'],
  ['forbidden', 'forbidden'],
  ['rate-limit', 'rate-limit'],
  ['secondary-limit', 'rate-limit'],
  ['secondary-limit-unsaid', 'rate-limit'],
  ['too-many', 'rate-limit'],
  ['html-200', 'contract'],
  ['wrong-shape', 'contract'],
  ['redirect-away', 'blocked-origin'],
  ['endless', 'too-large'],
]
const cases = kinds.flatMap((kind) =>
  faults.map(([fault, meaning]): [HostKind, FaultKind, HostFaultKind] => [kind, fault, meaning]),
)

const forms = (secret: string) => [
  ...[secret, encodeURIComponent(secret), Buffer.from(secret).toString('hex')],
  Buffer.from(secret).toString('base64').slice(0, 40),
]

test.each(cases)(
  '%s with %s is %s, and says nothing of the token',
  async (kind, fault, meaning) => {
    const fake = await FakeCodeHost.start(seed({ pullRequests: 8 }))
    try {
      const { secret: token, email: tokenUser } = fake.token(kind)
      const { origin } = fake
      const limits = { timeLimitMs: 10_000, sizeLimitBytes: 1_000_000 }
      const fetch = guardedFetch({ origins: [origin], outboundAllow: [origin], ...limits })
      const host = hosts[kind].connect({ origin, token, tokenUser, fetch, onQuota: () => {} })
      const [repository] = (await host.repositories()[Symbol.asyncIterator]().next()).value!
      fake.faults.push({ kind: fault, times: 50, to: 'http://127.0.0.1:9/', seconds: 900 })
      const asked = { repository: repository!, since: null, cursor: null, etag: null }
      const thrown: unknown = await host
        .pullRequests(asked)
        [Symbol.asyncIterator]()
        .next()
        .catch((error: unknown) => error)
      expect(thrown).toBeInstanceOf(HostFault)
      expect((thrown as HostFault).kind).toBe(meaning)
      if (meaning === 'rate-limit') expect((thrown as HostFault).retryAt).toBeInstanceOf(Date)
      const shown = inspect(thrown, { depth: 10, showHidden: true })
      for (const form of forms(token)) expect(shown).not.toContain(form)
    } finally {
      await fake.stop()
    }
  },
)
