import { describe, expect, test } from 'vitest'
import { storeRemoteRepositories } from '../../src/repositories/remote-repositories.js'
import { makeApp } from '../support/app.js'
import { makeCompany, type TestCompany } from '../support/company.js'
import { makeConnection } from '../support/connections.js'
import { connectAs } from '../support/database.js'
import { makeTinyHost, remote, token } from '../support/tiny-host.js'
import { words } from '../support/visitor.js'

const secret = 'paste-me-once-K7w2'

async function signedIn() {
  const [company, tiny] = [await makeCompany(), makeTinyHost()]
  tiny.tokens.set(secret, {})
  const app = makeApp({ tiny })
  return { company, tiny, app, visitor: await app.visitor().signIn(company.owner) }
}

const connectionsOf = ({ work }: TestCompany) =>
  work((db) => db.connection.findMany({ orderBy: { id: 'asc' } }))

const newPage = '/settings/connections/new?host=github'

describe('connecting a host', () => {
  test('begins with a choice of hosts, then says where and why to make which token', async () => {
    const { visitor } = await signedIn()
    const tiles = await visitor.get('/settings/connections/new')
    expect(tiles.text).toContain('href="/settings/connections/new?host=bitbucket"')
    const { text } = await visitor.get(newPage)
    expect(text).toContain('href="https://github.example/settings/tokens/new"')
    expect(words(text)).toContain('Pull requests: read Pull requests, reviews and comments.')
    expect(text).toMatch(/<input[^>]*id="token"[^>]*type="password"[^>]*autocomplete="off"/s)
    expect(text).not.toContain('id="tokenUser"')
    const bitbucket = await visitor.get('/settings/connections/new?host=bitbucket')
    expect(bitbucket.text).toContain('id="tokenUser"')
    expect(bitbucket.text).not.toContain('Address of the host')
  })

  test('leads to the token page of a server of one’s own', async () => {
    const { visitor } = await signedIn()
    const { text, status } = await visitor.get(`${newPage}&origin=git.acme.com`)
    expect(status).toBe(200)
    expect(text).toContain('href="https://git.acme.com/settings/tokens/new"')
    expect(text).toContain('name="origin" value="https://git.acme.com"')
  })

  test.each([
    ['http://git.acme.com', 'Only https addresses are asked.'],
    ['https://127.0.0.1', 'Use the public name of the host'],
    ['https://git.acme.com:8443', 'without a port'],
    ['https://localhost', 'Use the public name of the host'],
    ['https://user:pw@git.acme.com', 'Leave the name and password out'],
    ['https://git.acme.com/group', 'Give the address of the host alone'],
    ['javascript:alert(1)', 'This is not an address.'],
    ['ftp://git.acme.com', 'Only https addresses are asked.'],
    ['two words', 'This is not an address.'],
  ])('at %s says what is wrong with it', async (origin, said) => {
    const { company, visitor } = await signedIn()
    const { status, text } = await visitor.get(`${newPage}&origin=${encodeURIComponent(origin)}`)
    expect([status, words(text).includes(said)]).toEqual([422, true])
    const sent = { host: 'github', origin, token: secret }
    expect((await visitor.post(newPage, '/settings/connections', sent)).status).toBe(422)
    expect(await connectionsOf(company)).toEqual([])
  })

  test('keeps a token that works, and says at once what it is', async () => {
    const { company, tiny, visitor } = await signedIn()
    tiny.tokens.set(secret, {
      ...{ expiresAt: new Date('2031-05-06T00:00:00Z'), owners: ['northwind'] },
      missing: [{ permission: 'Members: read', consequence: 'Accounts stay without names.' }],
      ...{ excess: ['Administration: write'], grants: ['Contents: read'] },
    })
    const sent = { host: 'github', origin: '', name: '', token: secret }
    const answer = await visitor.post(newPage, '/settings/connections', sent)
    const [made] = await connectionsOf(company)
    expect([answer.status, answer.headers.location]).toEqual([
      ...[303, `/settings/connections/${made!.id}`],
    ])
    expect(made).toMatchObject({ name: 'GitHub (reader)', origin: 'https://github.example' })
    const { text } = await visitor.get(answer.headers.location!)
    const said = words(text)
    expect(said).toContain('A Reader (reader)')
    expect(said).toContain('6 May 2031')
    expect(said).toContain('Missing: Members: read Accounts stay without names.')
    expect(said).toContain('never uses: Administration: write')
    expect(said).toContain('…K7w2')
    expect(text).not.toContain(secret)
  })

  test('does not store a token that is refused, keeps what was typed but for the token', async () => {
    const { company, visitor } = await signedIn()
    const sent = { host: 'github', origin: '', name: 'Our host', token: 'wrong-token-3333' }
    const answer = await visitor.post(newPage, '/settings/connections', sent)
    expect(answer.status).toBe(422)
    expect(words(answer.text)).toContain('GitHub refuses this token. Copy it once more')
    expect(answer.text).toContain('value="Our host"')
    expect(answer.text).not.toContain('wrong-token')
    expect(await connectionsOf(company)).toEqual([])
  })

  test.each(['', 'short', 'has a space in it', 'x'.repeat(3000)])(
    'takes %j for no token and asks nobody',
    async (typed) => {
      const { tiny, visitor } = await signedIn()
      const sent = { host: 'github', origin: '', token: typed }
      const answer = await visitor.post(newPage, '/settings/connections', sent)
      expect([answer.status, tiny.asked]).toEqual([422, []])
    },
  )

  test('ASVS 2.4.1: is limited, by company', { timeout: 60_000 }, async () => {
    const { visitor } = await signedIn()
    const _csrf = await visitor.token(newPage)
    const sent = { _csrf, host: 'github', origin: '', token: 'wrong-token-3333' }
    const answers = await Promise.all(
      Array.from({ length: 61 }, () => visitor.send('/settings/connections', sent)),
    )
    const statuses = answers.map(({ status }) => status).sort()
    expect([statuses[0], statuses.at(-1)]).toEqual([422, 429])
  })
})

describe('a connection', () => {
  async function connected() {
    const made = await signedIn()
    const id = await makeConnection(made.company, made.tiny, { name: 'Acme' })
    return { ...made, id, path: `/settings/connections/${id}` }
  }

  test('gets another token only when that one works', async () => {
    const { company, tiny, visitor, path } = await connected()
    const [before] = await connectionsOf(company)
    const wrong = await visitor.post(path, `${path}/token`, { token: 'wrong-token-3333' })
    expect(wrong.status).toBe(422)
    expect(words(wrong.text)).toContain('The token that was here before is still in use.')
    expect((await connectionsOf(company))[0]!.token).toBe(before!.token)
    const right = await visitor.post(path, `${path}/token`, { token: secret })
    expect([right.status, tiny.asked.at(-1)]).toEqual([303, secret])
    expect((await connectionsOf(company))[0]!.tokenEnd).toBe('K7w2')
  })

  test('that is checked and refused says so on its page and in the list', async () => {
    const { tiny, visitor, path } = await connected()
    tiny.tokens.delete(token)
    expect((await visitor.post(path, `${path}/checks`, {})).status).toBe(303)
    for (const page of [path, '/settings/connections']) {
      const said = words((await visitor.get(page)).text)
      expect(said, page).toContain('GitHub refuses the token.')
      expect(said, page).toContain('The numbers stay as they were read last.')
      expect(said, page).toContain('Token refused')
    }
    tiny.tokens.set(token, {})
    await visitor.post(path, `${path}/checks`, {})
    expect(words((await visitor.get(path)).text)).toContain('Working')
  })

  test('shows the address and the secret of its webhook once', async () => {
    const { visitor, path } = await connected()
    const made = await visitor.post(path, `${path}/webhook`, {})
    expect(made.status).toBe(200)
    const [, key] = /\/webhooks\/([\w-]{43})/.exec(made.text) ?? []
    expect(words(made.text)).toContain('Payload URL')
    expect((await visitor.get(path)).text).not.toContain(key)
  })

  test('is removed after its name was typed, and its repositories say so', async () => {
    const { company, visitor, path, id } = await connected()
    const listed = remote({ fullName: 'acme/shop' })
    await company.work((db) => storeRemoteRepositories(db, id, [listed], new Date()))
    await visitor.post(`${path}/repositories`, `${path}/repositories`, {
      ...{ pick: listed.hostId, window: '90d' },
    })
    const page = await visitor.get(`${path}/remove`)
    expect(words(page.text)).toContain('1 repository stops being updated')
    const wrong = await visitor.post(`${path}/remove`, `${path}/remove`, { name: 'Acne' })
    expect([wrong.status, (await connectionsOf(company))[0]!.removedAt]).toEqual([422, null])
    const right = await visitor.post(`${path}/remove`, `${path}/remove`, { name: ' Acme ' })
    expect(right.headers.location).toBe('/settings/connections')
    expect((await connectionsOf(company))[0]).toMatchObject({ token: null, tokenEnd: null })
    expect((await visitor.get(path)).status).toBe(404)
    const { id: repository } = await company.work((db) => db.repository.findFirstOrThrow())
    const said = words((await visitor.get(`/repositories/${repository}`)).text)
    expect(said).toContain('The connection of this repository was removed')
    expect(said).toContain('Acme (removed)')
    expect(words((await visitor.get('/repositories')).text)).toContain('Not connected')
  })
})

describe('the picker', () => {
  async function picking(count: number) {
    const made = await signedIn()
    const id = await makeConnection(made.company, made.tiny)
    const day = (index: number) => new Date(Date.UTC(2026, 9, 1 + (index % 28), index % 24))
    const listed = Array.from({ length: count }, (_, index) =>
      remote({ fullName: `acme/part-${index}`, lastActiveAt: day(index) }),
    )
    await made.company.work((db) => storeRemoteRepositories(db, id, listed, new Date()))
    const path = `/settings/connections/${id}/repositories`
    const chosen = () => made.company.work((db) => db.repository.findMany())
    return { ...made, id, listed, path, chosen }
  }

  const ticked = (html: string) => html.match(/<input type="checkbox"[^>]* checked>/g)?.length ?? 0

  test('ticks the three most active at the first visit, and nothing afterwards', async () => {
    const { visitor, path, listed } = await picking(9)
    expect(ticked((await visitor.get(path)).text)).toBe(3)
    const pick = [listed[0]!.hostId, listed[1]!.hostId]
    const answer = await visitor.post(path, path, { pick, window: '12m' })
    expect(answer.headers.location).toBe('/start')
    const { text } = await visitor.get(path)
    expect([ticked(text), words(text).includes('2 chosen already')]).toEqual([0, true])
  })

  test('adds all that match in one action, and asks for their first analyses', async () => {
    const { company, visitor, path, chosen } = await picking(120)
    const sent = { every: '1', q: 'PART-1', window: '90d' }
    expect((await visitor.post(path, path, sent)).status).toBe(303)
    // part-1, part-10 to part-19, part-100 to part-119
    expect(await chosen()).toHaveLength(31)
    const analyses = await company.work((db) => db.analysis.findMany())
    expect(new Set(analyses.map(({ window }) => window))).toEqual(new Set(['90d']))
    expect(analyses).toHaveLength(31)
    const behind = await connectAs('super')
    const { rows } = await behind.query(
      `SELECT (SELECT count(*)::int FROM directory.runs WHERE "companyId" = $1) AS runs,
         (SELECT count(*)::int FROM directory.collections_due WHERE "companyId" = $1) AS due`,
      [String(company.id)],
    )
    expect(rows).toEqual([{ runs: 31, due: 31 }])
    const entries = await company.work((db) => db.auditEntry.findMany())
    const [entry] = entries.filter(({ action }) => action === 'connection.repositories-added')
    expect(entry?.after).toEqual({ added: 31, joined: 0, window: '90d' })
  })

  test('adds hundreds at once', { timeout: 60_000 }, async () => {
    const { visitor, path, chosen } = await picking(400)
    const answer = await visitor.post(path, path, { every: '1', window: '12m' })
    expect([answer.status, (await chosen()).length]).toEqual([303, 400])
  })

  test('reaches every one by search and by page', async () => {
    const { visitor, path } = await picking(120)
    expect(words((await visitor.get(`${path}?q=part-77`)).text)).toContain('acme/part-77')
    const pages = [path, `${path}?page=2`, `${path}?page=3`]
    const seen = new Set<string>()
    for (const page of pages) {
      const { text } = await visitor.get(page)
      for (const [name] of text.matchAll(/acme\/part-\d+/g)) seen.add(name)
      // No more than what a form may send.
      expect(text.match(/name="pick"/g)!.length).toBeLessThanOrEqual(53)
    }
    expect(seen.size).toBe(120)
  })

  test.each([
    [{ window: '12m' }, 'Tick at least one repository'],
    [{ pick: 'no-such-id', window: '12m' }, 'Nothing was left to add'],
    [{ every: '1', q: 'matches nothing', window: '12m' }, 'Nothing was left to add'],
    [{ every: '1', window: '5y' }, 'Choose how far back.'],
  ])('sent with %j says what to do', async (sent, said) => {
    const { visitor, path, chosen } = await picking(3)
    const answer = await visitor.post(path, path, sent)
    expect([answer.status, words(answer.text).includes(said)]).toEqual([422, true])
    expect(await chosen()).toEqual([])
  })

  test('says that the list is being read, and refreshes itself until it is there', async () => {
    const { company, tiny, id, visitor, path } = await picking(0)
    tiny.pages = [[]]
    await visitor.post(path, `/settings/connections/${id}/lists`, {})
    const { text } = await visitor.get(path)
    expect(text).toContain('data-refresh="2"')
    expect(words(text)).toContain('0 repositories found so far')
    const none = { listingFrom: null, listingSeenAt: null, listedAt: new Date() }
    await company.work((db) => db.connection.updateMany({ where: { id }, data: none }))
    const after = await visitor.get(path)
    expect(after.text).not.toContain('data-refresh')
    expect(words(after.text)).toContain('This token reaches no repository')
  })
})

test('the start page leads through connecting and choosing, and keeps the way by address', async () => {
  const { company, tiny, visitor } = await signedIn()
  const first = await visitor.get('/start')
  expect(first.text).toContain('href="/settings/connections/new?host=gitlab"')
  expect(words(first.text)).toContain('Or add one by its address')
  const id = await makeConnection(company, tiny, { name: 'Acme' })
  const second = await visitor.get('/start')
  expect(second.text).toContain(`href="/settings/connections/${id}/repositories"`)
  expect(words(second.text)).toContain('Choose repositories')
})
