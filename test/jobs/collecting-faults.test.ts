import { afterEach, beforeAll, describe, expect, test } from 'vitest'
import type { HostFaultKind } from '../../src/code-hosts/host-fault.js'
import type { HostKind } from '../../src/code-hosts/host-type.js'
import { makeApp } from '../support/app.js'
import type { Fault, FaultKind } from '../support/code-host/fault.js'
import { plainForm } from '../support/code-host/plain-form.js'
import { seed } from '../support/code-host/seed-builder.js'
import { Stranger } from '../support/code-host/stranger.js'
import { toldBy } from '../support/code-host/told-by.js'
import { lineOf } from '../support/collecting.js'
import { makeCompany, type TestCompany } from '../support/company.js'
import { type Hosted, makeHosted } from '../support/hosted.js'
import { storedFacts } from '../support/stored-facts.js'
import { type Visitor, words } from '../support/visitor.js'

// What hosts do wrong, through the worker's job by the real adapters, to the sentence on the page.

const kinds = ['github', 'gitlab', 'bitbucket'] as const
const lists = { github: /graphql/, gitlab: /merge_requests$/, bitbucket: /pullrequests$/ }
const titles = { github: 'GitHub', gitlab: 'GitLab', bitbucket: 'Bitbucket' }

let company: TestCompany
let visitor: Visitor
beforeAll(async () => {
  company = await makeCompany()
  visitor = await makeApp().visitor().signIn(company.owner)
})

const ends: (() => Promise<void>)[] = []
afterEach(async () => {
  for (const end of ends.splice(0)) await end()
})

let trials = 0

/** A page of fifty and some more, and a stranger whom nobody may ask. */
async function trial(kind: HostKind): Promise<Hosted & { stranger: Stranger }> {
  const stranger = await Stranger.start()
  const limits = { timeLimitMs: 3_000, sizeLimitBytes: 4 << 20 }
  // Ports come back: an owner of its own, and no address is the same twice.
  const from = seed({ pullRequests: 53, owners: [`acme-${++trials}`] })
  const its = await makeHosted(company, kind, from, limits)
  ends.push(
    () => stranger.stop(),
    () => its.fake.stop(),
  )
  return { ...its, stranger }
}

const collectionOf = ({ repositoryId }: Hosted) =>
  company.work((db) => db.collection.findFirstOrThrow({ where: { repositoryId } }))

const connectionOf = ({ connectionId: id }: Hosted) =>
  company.work((db) => db.connection.findFirstOrThrow({ where: { id } }))

const pageOf = async ({ repositoryId }: Hosted) =>
  words((await visitor.get(`/repositories/${repositoryId}`)).text)

/** All there is stands in the database, each once, as the seed has it, and nothing is said any more. */
async function expectAll(its: Hosted & { stranger: Stranger }): Promise<void> {
  const { fake, kind, repositoryId, stranger } = its
  const found = (await storedFacts(company, repositoryId)).map((it) => plainForm(fake.seed, it))
  const [repository] = fake.seed.repositories
  expect(found).toEqual(repository!.pullRequests.map((pull) => toldBy(kind, pull)))
  expect(await collectionOf(its)).toMatchObject({ faultCode: null, cursor: null, failed: {} })
  expect((await connectionOf(its)).faultCode).toBeNull()
  expect(stranger.requests).toEqual([])
}

interface Ending {
  fault: FaultKind
  ends: HostFaultKind
  says: RegExp
  only?: HostKind[]
  times?: number
  /** Minutes until it is tried again, at least. */
  rests: number
}

const refuses =
  /refuses the token\. .*revoked.* Make a new one and replace it under Settings, Connections\./
const forbids = /does not let this token.* Give the token what its connection lists as missing/
const waits = /Reading waits until \d\d:\d\d UTC for the token’s allowance .*goes on by itself/
const unclear = /answered in a way that Codevisto does not understand\. .*tell whoever runs/

// Each at least once; what every adapter makes of each is in code-hosts/host-faults.test.ts.
const table: Ending[] = [
  { fault: 'unauthorised', ends: 'auth', says: refuses, rests: 59 },
  { fault: 'forbidden', ends: 'forbidden', says: forbids, rests: 59 },
  { fault: 'sso', ends: 'forbidden', says: /single sign-on/, only: ['github'], rests: 59 },
  { fault: 'rate-limit', ends: 'rate-limit', says: waits, rests: 0 },
  { fault: 'too-many', ends: 'rate-limit', says: waits, only: ['gitlab'], rests: 0 },
  { fault: 'secondary-limit', ends: 'rate-limit', says: waits, only: ['github'], rests: 0 },
  { fault: 'secondary-limit-unsaid', ends: 'rate-limit', says: waits, only: ['github'], rests: 0 },
  { fault: 'html-200', ends: 'contract', says: unclear, only: ['github'], rests: 14 },
  { fault: 'wrong-shape', ends: 'contract', says: unclear, only: ['bitbucket'], rests: 14 },
  { fault: 'redirect-away', ends: 'blocked-origin', says: /led to an address/, rests: 59 },
  {
    ...{ fault: 'endless', ends: 'too-large', says: /sent more than is taken/, rests: 14 },
    only: ['bitbucket'],
  },
  {
    ...{ fault: 'html-502', ends: 'server', says: /says that it is out of order/, rests: 4 },
    ...{ only: ['gitlab'], times: 3 },
  },
]
const endings = table.flatMap(({ only = [...kinds], ...told }) =>
  only.map((kind) => ({ kind, times: 1, ...told })),
)

describe('a reading that is stopped half-way', () => {
  test.each(endings)(
    'by $kind with $fault says so, and loses and doubles nothing',
    async (told) => {
      const its = await trial(told.kind)
      const { fake, stranger, connectionId } = its
      const { fault: kind, times } = told
      fake.faults.push({
        ...{ kind, times, after: 1, path: lists[told.kind], to: `${stranger.origin}/away` },
      })
      const begun = Date.now()
      await its.collect()
      expect((await storedFacts(company, its.repositoryId)).length).toBe(50)
      const state = await collectionOf(its)
      expect(state).toMatchObject({ faultCode: told.ends, cursor: expect.anything() })
      const { dueAt, admittedAt } = await lineOf(company, its)
      expect([admittedAt, dueAt]).toEqual([null, state.nextAt])
      expect((dueAt.getTime() - begun) / 60_000).toBeGreaterThan(told.rests)
      const said = await pageOf(its)
      expect(said).toMatch(told.says)
      expect(said).toContain(titles[told.kind])
      expect(said).toMatch(/The numbers stay as they were|What was read so far is kept/)
      const isOfConnection = told.fault === 'unauthorised' || told.fault === 'sso'
      const shown = words((await visitor.get(`/settings/connections/${connectionId}`)).text)
      expect((await connectionOf(its)).faultCode).toBe(isOfConnection ? told.ends : null)
      expect(shown.includes(state.faultTitle!)).toBe(isOfConnection)
      // The time until it is tried again has passed; a permission was given.
      await company.work((db) => db.quota.deleteMany({ where: { connectionId } }))
      if (told.fault === 'sso') await its.check()
      await its.collect()
      await expectAll(its)
    },
  )

  test.each(kinds)('by %s because its token was revoked goes on with another', async (kind) => {
    const its = await trial(kind)
    its.fake.faults.push({ kind: 'revoked', path: lists[kind], after: 1 })
    await its.collect()
    expect(await pageOf(its)).toMatch(refuses)
    expect((await lineOf(company, its)).dueAt.getTime()).toBeGreaterThan(Date.now() + 50 * 60_000)
    await its.replace(its.fake.token(kind))
    // Nobody has to wait for the hour to end.
    expect((await lineOf(company, its)).dueAt.getTime()).toBeLessThanOrEqual(Date.now())
    expect((await connectionOf(its)).faultCode).toBeNull()
    await its.collect()
    await expectAll(its)
  })
})

const passing: (Omit<Fault, 'path' | 'host'> & { only?: HostKind[] })[] = [
  { kind: 'error-500', only: ['bitbucket'] },
  { kind: 'html-502', only: ['github'] },
  { kind: 'truncated' },
  { kind: 'stalled', only: ['gitlab'] },
  { kind: 'silent' },
  { kind: 'too-many', seconds: 1, only: ['gitlab'] },
  { kind: 'graphql-error', only: ['github'] },
  { kind: 'endless', only: ['github'] },
]

describe('a reading that is disturbed', () => {
  test.each(passing)('by $kind goes on to its end by itself', async ({ only, ...fault }) => {
    const among = only ?? kinds
    await Promise.all(
      among.map(async (kind) => {
        const its = await trial(kind)
        its.fake.faults.push({ ...fault, path: lists[kind], after: 1 })
        await its.collect()
        await expectAll(its)
      }),
    )
  })

  test.each(kinds)('by pages of %s that are empty or begin again loses nothing', async (kind) => {
    const its = await trial(kind)
    its.fake.faults.disorder({ path: lists[kind], emptyPage: 1, repeats: true })
    await its.collect()
    await expectAll(its)
  })

  test.each(kinds)('by a next page of %s elsewhere asks nobody there', async (kind) => {
    const its = await trial(kind)
    its.fake.faults.disorder({ path: /./, nextOrigin: its.stranger.origin })
    await its.collect()
    // GitHub's and GitLab's pages are counted, not followed.
    const code = kind === 'bitbucket' ? 'blocked-origin' : null
    expect((await collectionOf(its)).faultCode).toBe(code)
    if (code) expect(await pageOf(its)).toMatch(/led to an address that is not read from here/)
    its.fake.faults.clear()
    await its.collect()
    await expectAll(its)
  })

  test('by one merge request whose notes are refused says which, until it can be read', async () => {
    const its = await trial('gitlab')
    its.fake.faults.push({ kind: 'forbidden', path: /merge_requests\/53\/notes/ })
    await its.collect()
    expect((await collectionOf(its)).failed).toEqual({
      53: 'Not all of its reviews and comments could be read.',
    })
    expect(await pageOf(its)).toContain('1 pull request not read whole')
    await its.collect()
    await expectAll(its)
  })
})
