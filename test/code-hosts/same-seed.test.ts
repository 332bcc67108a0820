import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { connect, read } from '../support/code-host/connection.js'
import { FakeCodeHost } from '../support/code-host/fake-code-host.js'
import { plainForm } from '../support/code-host/plain-form.js'
import { seedOfShapes } from '../support/code-host/seed-of-shapes.js'
import { toldBy } from '../support/code-host/told-by.js'

const kinds = ['github', 'gitlab', 'bitbucket'] as const

describe.each(kinds)('one seed through %s', (kind) => {
  const seed = seedOfShapes()
  const [webshop] = seed.repositories
  let fake: FakeCodeHost
  beforeAll(async () => {
    fake = await FakeCodeHost.start(seed)
  })
  afterAll(() => fake.stop())

  test('gives every pull request, with all that this host tells of it', async () => {
    const stored = await read(connect(fake, kind), webshop!)
    const found = [...stored.byNumber.values()].sort((a, b) => a.number - b.number)
    const expected = webshop!.pullRequests.map((pull) => toldBy(kind, pull))
    expect(found.map((fact) => plainForm(seed, fact))).toEqual(expected)
  })

  test('keeps no code out of comments', async () => {
    const stored = await read(connect(fake, kind), webshop!)
    const texts = [...stored.byNumber.values()].flatMap(({ comments }) =>
      comments.map(({ text }) => text),
    )
    expect(texts.length).toBeGreaterThan(100)
    expect(texts.join('\n')).not.toMatch(/secretCode|leaked|there\(\)|yet\(\)/)
    expect(texts.join('\n')).toContain('and done.')
  })

  test('lists the repositories that are there, and follows one that was renamed', async () => {
    const { host } = connect(fake, kind)
    const listed = []
    for await (const page of host.repositories()) listed.push(...page)
    const shown = listed.map((it) => [it.fullName, it.isArchived, it.isPrivate, it.defaultBranch])
    expect(shown).toEqual([
      // Bitbucket knows no archived repositories.
      ['acme/attic', kind !== 'bitbucket', false, 'main'],
      ['acme/webshop', false, true, 'main'],
    ])
    const [, one] = listed
    expect(one!.cloneUrl).toBe(`${fake.origin}/acme/webshop.git`)
    expect(await host.repository(one!.hostId)).toEqual(one)
    const access = host.gitAccess(one!.cloneUrl)
    expect(access.origin).toBe(`http.${fake.origin}/.extraHeader`)
  })

  test('says that a repository is gone', async () => {
    const { host } = connect(fake, kind)
    const gone = { github: '9', gitlab: '9', bitbucket: '{00000002-0000-4000-8000-000000000009}' }
    expect(await host.repository(gone[kind])).toBeNull()
  })

  test('lists members, and all numbers there are', async () => {
    const { host } = connect(fake, kind)
    const members = []
    for await (const page of host.members('acme')) members.push(...page)
    expect(members.map(({ name, username }) => name ?? username).sort()).toEqual([
      ...['Ada Lovelace', 'Barbara Liskov', 'Grace Hopper', 'Karen Jones', 'Margaret Hamilton'],
    ])
    const numbers = []
    const hostId = kind === 'bitbucket' ? '{00000002-0000-4000-8000-000000000007}' : '7'
    const repository = { hostId, fullName: 'acme/webshop' }
    for await (const page of host.inventory(repository)) numbers.push(...page)
    const expected = webshop!.pullRequests.map(({ number, updatedAt }) => ({ number, updatedAt }))
    expect(numbers.sort((a, b) => a.number - b.number)).toEqual(expected)
  })

  test('says whose token it is and what it lacks', async () => {
    const expiresAt = new Date(Date.UTC(2030, 4, 6))
    const whole = await connect(fake, kind, { expiresAt }).host.checkToken()
    expect(whole).toMatchObject({ missing: [], excess: [] })
    expect(whole.account.name).toBe('Ada Lovelace')
    expect(whole.owners).toContain('acme')
    // Bitbucket does not say when a token ends.
    expect(whole.expiresAt).toEqual(kind === 'bitbucket' ? null : expiresAt)
    const lacking = {
      github: ['metadata=read', 'contents=read', 'members=read'],
      gitlab: ['read_repository'],
      bitbucket: ['read:repository:bitbucket', 'read:workspace:bitbucket', 'read:user:bitbucket'],
    }
    const poor = await connect(fake, kind, { grants: lacking[kind] }).host.checkToken()
    expect(poor.missing).not.toEqual([])
  })

  test('reads a renamed repository by its number', async () => {
    const connection = connect(fake, kind)
    const renamed = { ...webshop!, name: 'shop' }
    const stored = await read(connection, renamed)
    expect(stored.byNumber.size).toBe(8)
  })

  test('reads what is new, and nothing twice', async () => {
    const since = new Date(webshop!.pullRequests[4]!.updatedAt)
    const stored = await read(connect(fake, kind), webshop!, undefined, since)
    expect([...stored.byNumber.keys()].sort()).toEqual([5, 6, 7, 8])
  })
})
