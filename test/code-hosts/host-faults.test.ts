import { beforeAll, describe, expect, test } from 'vitest'
import { HostFault, type HostFaultKind } from '../../src/code-hosts/host-fault.js'
import { tokenIn } from '../support/code-host/canary.js'
import {
  type Connection,
  connect,
  nothingStored,
  read,
  type Stored,
} from '../support/code-host/connection.js'
import { FakeCodeHost } from '../support/code-host/fake-code-host.js'
import type { Fault, FaultKind } from '../support/code-host/fault.js'
import { plainForm } from '../support/code-host/plain-form.js'
import type { Seed } from '../support/code-host/seed.js'
import { seed } from '../support/code-host/seed-builder.js'
import { Stranger } from '../support/code-host/stranger.js'
import { toldBy } from '../support/code-host/told-by.js'

const kinds = ['github', 'gitlab', 'bitbucket'] as const
type Kind = (typeof kinds)[number]

const few = seed({ pullRequests: 4 })
/** A page of fifty and one more. */
const many = seed({ pullRequests: 53 })
const lists = { github: /graphql/, gitlab: /merge_requests$/, bitbucket: /pullrequests$/ }

interface Trial {
  fake: FakeCodeHost
  stranger: Stranger
  connection: Connection
  stored: Stored
}

/** A fake, a stranger that nobody may ask, a connection, and nothing read yet. */
async function trial(
  kind: Kind,
  act: (trial: Trial) => Promise<void>,
  from: Seed = few,
): Promise<void> {
  const [fake, stranger] = await Promise.all([FakeCodeHost.start(from), Stranger.start()])
  try {
    const connection = connect(fake, kind, { timeLimitMs: 5_000, sizeLimitBytes: 4 << 20 })
    await act({ fake, stranger, connection, stored: nothingStored() })
    expect(stranger.requests).toEqual([])
  } finally {
    await Promise.all([fake.stop(), stranger.stop()])
  }
}

/** Reads until the end or the fault, which must be one, and hold nothing of the token. */
async function readOn({ fake, connection, stored }: Trial): Promise<HostFault | null> {
  try {
    await read(connection, fake.seed.repositories[0]!, stored)
    return null
  } catch (fault) {
    expect(fault).toBeInstanceOf(HostFault)
    expect(tokenIn(fault, connection.token)).toEqual([])
    return fault as HostFault
  }
}

/** All there is, each once, as the seed has it. */
function expectAll({ fake, connection, stored }: Trial): void {
  const found = [...stored.byNumber.values()].sort((a, b) => a.number - b.number)
  expect(found.map((fact) => plainForm(fake.seed, fact))).toEqual(
    fake.seed.repositories[0]!.pullRequests.map((pull) => toldBy(connection.kind, pull)),
  )
}

interface Ending {
  fault: FaultKind
  ends: HostFaultKind
  only?: Kind[]
  status?: number
  permission?: string
  /** Seconds until it may be asked again. */
  waits?: number
}

/** What ends a reading: nothing is tried again that cannot help. */
const ending: Ending[] = [
  { fault: 'unauthorised', ends: 'auth', status: 401 },
  { fault: 'forbidden', ends: 'forbidden', status: 403 },
  { fault: 'sso', ends: 'forbidden', only: ['github'], permission: 'single sign-on' },
  { fault: 'rate-limit', ends: 'rate-limit', waits: 60 },
  { fault: 'secondary-limit', ends: 'rate-limit', only: ['github'], status: 403, waits: 60 },
  { fault: 'secondary-limit-unsaid', ends: 'rate-limit', only: ['github'], waits: 60 },
  { fault: 'too-many', ends: 'rate-limit', status: 429, waits: 60 },
  { fault: 'html-200', ends: 'contract' },
  { fault: 'wrong-shape', ends: 'contract' },
  { fault: 'redirect-away', ends: 'blocked-origin' },
  { fault: 'endless', ends: 'too-large', only: ['gitlab', 'bitbucket'] },
]
const endings = ending.flatMap(({ only = [...kinds], ...told }) =>
  only.map((kind) => ({ kind, ...told })),
)

/** What passes: the reading goes on by itself. */
const passing: (Fault & { only?: Kind[] })[] = [
  { kind: 'error-500' },
  { kind: 'html-502' },
  { kind: 'truncated' },
  { kind: 'too-many', seconds: 1 },
  { kind: 'graphql-error', only: ['github'] },
  // Smaller pages, after as many tries as are made of one.
  { kind: 'endless', only: ['github'] },
  { kind: 'html-502', times: 3, only: ['github'] },
]
const passings = passing.flatMap(({ only = [...kinds], ...fault }) =>
  only.map((host) => ({ host, times: 1, ...fault })),
)

/** GitHub's schema takes a while to be read: not while a time limit runs. */
beforeAll(() =>
  trial('github', async (its) => {
    expect(await readOn(its)).toBeNull()
  }),
)

describe.concurrent('a reading', () => {
  test.each(endings)('of $kind ends on $fault at once, and works the next time', (told) =>
    trial(told.kind, async (its) => {
      const { fake, connection, stored, stranger } = its
      const to = `${stranger.origin}/elsewhere`
      fake.faults.push({ kind: told.fault, path: lists[told.kind], to })
      const begun = Date.now()
      const fault = await readOn(its)
      expect(fault?.kind).toBe(told.ends)
      expect(fault?.status ?? null).toBe(told.status ?? fault?.status ?? null)
      expect(fault?.permission ?? null).toBe(told.permission ?? null)
      const { waits } = told
      const seconds = fault?.retryAt ? (fault.retryAt.getTime() - begun) / 1000 : null
      if (waits === undefined) expect(seconds).toBeNull()
      // It may have taken a while until it was asked; GitHub and GitLab round to whole seconds.
      else expect(seconds).toBeGreaterThan(waits - 2)
      expect(fake.requests.count(told.kind, lists[told.kind])).toBe(1)
      expect([stored.byNumber.size, stored.readTo]).toEqual([0, null])
      expect(await readOn({ ...its, connection })).toBeNull()
      expectAll(its)
    }),
  )

  test.each(passings)('of $host outlasts $kind ($times)', ({ host, ...fault }) =>
    trial(host, async (its) => {
      its.fake.faults.push({ ...fault, path: lists[host] })
      expect(await readOn(its)).toBeNull()
      expectAll(its)
    }),
  )

  test.each(kinds)('of %s outlasts a body that never ends, and no answer at all', (kind) =>
    trial(kind, async (its) => {
      const connection = connect(its.fake, kind, { timeLimitMs: 2_000 })
      its.fake.faults.push({ kind: 'stalled', path: lists[kind] })
      its.fake.faults.push({ kind: 'silent', path: lists[kind] })
      expect(await readOn({ ...its, connection })).toBeNull()
      expectAll(its)
    }),
  )

  test.each(['gitlab', 'bitbucket'] as const)('of %s gives up in the end', (kind) =>
    trial(kind, async (its) => {
      its.fake.faults.push({ kind: 'html-502', path: lists[kind], times: 3 })
      const fault = await readOn(its)
      expect([fault?.kind, fault?.status]).toEqual(['server', 502])
      expect(its.fake.requests.count(kind)).toBe(3)
    }),
  )

  test.each(kinds)('of %s loses nothing by pages that are empty or begin again', (kind) =>
    trial(
      kind,
      async (its) => {
        its.fake.faults.disorder({ path: lists[kind], emptyPage: 1, repeats: true })
        expect(await readOn(its)).toBeNull()
        expectAll(its)
      },
      many,
    ),
  )

  test.each(kinds)('of %s asks no stranger that is called its next page', (kind) =>
    trial(
      kind,
      async (its) => {
        its.fake.faults.disorder({ path: /./, nextOrigin: its.stranger.origin })
        const fault = await readOn(its)
        // GitHub's and GitLab's pages are counted, not followed.
        expect(fault?.kind ?? null).toBe(kind === 'bitbucket' ? 'blocked-origin' : null)
      },
      many,
    ),
  )

  test.each(kinds)('of %s goes on with another token where one was revoked half-way', (kind) =>
    trial(
      kind,
      async (its) => {
        const { fake, stored } = its
        fake.faults.push({ kind: 'revoked', path: lists[kind], after: 1 })
        const fault = await readOn(its)
        expect([fault?.kind, fault?.status]).toEqual(['auth', 401])
        expect((await readOn(its))?.kind).toBe('auth')
        // The first page was handed out before, and is kept.
        expect(stored.byNumber.size).toBe(50)
        if (kind !== 'gitlab') expect(stored.readTo).toBeNull()
        expect(await readOn({ ...its, connection: connect(fake, kind) })).toBeNull()
        expectAll(its)
      },
      many,
    ),
  )

  test('of GitHub waits twice as long when it is refused again without being told until when', () =>
    trial(
      'github',
      async (its) => {
        its.fake.faults.push({
          kind: 'secondary-limit-unsaid',
          path: /graphql/,
          after: 1,
          times: 2,
        })
        const waits: number[] = []
        for (let turn = 0; turn < 2; turn++) {
          const fault = await readOn(its)
          waits.push(fault!.retryAt!.getTime() - Date.now())
        }
        expect(waits[0]).toBeLessThanOrEqual(60_000)
        expect(waits[1]).toBeGreaterThan(60_000)
        expect(waits[1]).toBeLessThanOrEqual(120_000)
      },
      many,
    ))

  test.each(kinds)('of %s with a token that is used up says until when', (kind) =>
    trial(kind, async (its) => {
      its.fake.quotas.limits[kind] = 1
      if (kind === 'github') its.fake.quotas.limits.github = 0
      const fault = await readOn(its)
      expect(fault?.kind).toBe('rate-limit')
      expect(fault!.retryAt!.getTime()).toBeGreaterThan(Date.now())
      expect(its.connection.quotas.at(-1)).toMatchObject({ remaining: 0 })
    }),
  )

  test('of the public GitHub takes a used-up allowance for what it is as well', () =>
    trial(
      'github',
      async (its) => {
        const connection = connect(its.fake, 'github', { isPublic: true })
        its.fake.quotas.limits.github = 1
        const fault = await readOn({ ...its, connection })
        expect(fault?.kind).toBe('rate-limit')
        expect(its.fake.requests.all.map(({ path }) => path)).toEqual([
          ...['/api/v3/repositories/1/pulls', '/api/graphql'],
        ])
      },
      many,
    ))

  test('of GitLab says in its gap what one merge request does not tell', () =>
    trial('gitlab', async (its) => {
      its.fake.faults.push({ kind: 'forbidden', path: /merge_requests\/2\/notes/ })
      expect(await readOn(its)).toBeNull()
      const gaps = [...its.stored.byNumber.values()].map(({ number, gap }) => [number, gap])
      expect(gaps).toEqual([
        [1, null],
        [2, 'Not all of its reviews and comments could be read.'],
        [3, null],
        [4, null],
      ])
    }))
})
