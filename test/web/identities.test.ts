import { describe, expect, test } from 'vitest'
import { makeApp } from '../support/app.js'
import { makeCompany } from '../support/company.js'
import { makeCommit, makeRepository, storeCommits } from '../support/facts.js'
import { arrive, developerId, whoIsWho } from '../support/people.js'
import {
  hostCommit,
  hostPerson,
  makeConnected,
  may,
  pullRequest,
  storeFacts,
} from '../support/pull-request-fixtures.js'
import { words } from '../support/visitor.js'

const path = '/settings/identities'
const ann = 'Ann Miller <ann@acme.io>'
const double = 'Miller, Ann <am@acme.io>'

async function story(...identities: string[]) {
  const company = await makeCompany()
  await arrive(company, ...identities)
  const app = makeApp()
  const admin = await app.visitor().signIn(await company.add('admin'))
  /** Sends a form of the list, and reads the page it leads to. */
  const send = async (action: string, fields: Record<string, string>) => {
    const sent = await admin.post(path, action, fields)
    if (sent.status !== 303) return { status: sent.status, location: '', text: words(sent.text) }
    const { text, status } = await admin.get(sent.headers.location!)
    return { status, location: sent.headers.location!, text: words(text) }
  }
  const read = async (address: string) => words((await admin.get(address)).text)
  return { company, app, admin, send, read, id: (name: string) => developerId(company, name) }
}

describe('the list of identities', () => {
  test('shows doubles first, then people by name, then bots with their reason', async () => {
    const { read } = await story(
      ann,
      double,
      'ann <ann@acme.io>',
      'bea <b@acme.io>',
      'acme-bot <bot@acme.io>',
    )
    const text = await read(path)
    expect(text).toContain('3 people and 1 bot')
    const places = ['These look like one person', 'People 1–3 of 3, by name', 'Bots and agents']
    const at = places.map((place) => text.indexOf(place))
    expect(at).toEqual(at.toSorted((a, b) => a - b))
    expect(at[0]).toBeGreaterThan(0)
    expect(text).toContain('Same name, and both have an address at acme.io.')
    expect(text).toContain('ann ann@acme.io same address')
    expect(text).toMatch(/acme-bot name ends in bot/)
    expect(text.indexOf('bea b@acme.io')).toBeGreaterThan(
      text.lastIndexOf('Ann Miller ann@acme.io'),
    )
  })

  test('says that nobody is there yet', async () => {
    const { read } = await story()
    expect(await read(path)).toContain('Nobody yet')
  })

  test('ASVS 1.2.9: finds by part of a name or an address, of bots too', async () => {
    const { read } = await story(ann, 'Bea <bea_1@other.io>', 'acme-bot <bot@acme.io>')
    expect(await read(`${path}?q=MILLER`)).toContain('1 person and 0 bots with “MILLER”')
    expect(await read(`${path}?q=@acme`)).toContain('1 person and 1 bot with “@acme”')
    // Nothing in it is a pattern.
    expect(await read(`${path}?q=a_1`)).toContain('1 person and 0 bots')
    expect(await read(`${path}?q=%25`)).toContain('0 people and 0 bots')
    expect(await read(`${path}?q=zzz`)).toContain('Nobody is called “zzz”')
  })

  test('leads from page to page, keeping the search', async () => {
    const people = Array.from({ length: 60 }, (_, at) => `Person ${at} <p${at}@acme.io>`)
    const { admin, read } = await story(...people, ann)
    const { text } = await admin.get(`${path}?q=person`)
    const older = /href="(\/settings\/identities\?[^"]*page=2)"/.exec(text)?.[1]
    expect(await read(older!.replaceAll('&amp;', '&'))).toContain('51–60 of 60')
    expect(await read(`${path}?page=99`)).toContain('Nobody on this page.')
  })

  test.each(['page=0', 'page=x', 'q=%00', `q=${'x'.repeat(201)}`, 'q=a&q=b'])(
    'refuses an odd address (%s)',
    async (query) => {
      const { admin } = await story()
      expect((await admin.get(`${path}?${query}`)).status).toBe(400)
    },
  )

  test('is for owners and admins', async () => {
    const { app, company } = await story(ann)
    for (const role of ['manager', 'developer'] as const) {
      const visitor = await app.visitor().signIn(await company.add(role))
      expect((await visitor.get(path)).status, role).toBe(403)
    }
  })
})

describe('corrections', () => {
  test('merge a suggestion, and undo it: then it is not suggested again', async () => {
    const { company, send, id } = await story(ann, double)
    const [into, from] = [await id('Ann Miller'), await id('Miller, Ann')]
    const merged = await send(`${path}/${into}/merges`, { from: String(from), back: 'list' })
    expect(merged.location).toBe(path)
    expect(merged.text).toContain('Merged into one person. It can be undone below.')
    expect(merged.text).toContain('Miller, Ann became part of Ann Miller by A admin , just now')
    expect(await whoIsWho(company)).toEqual({ 'Ann Miller': [ann, double] })
    const merge = await company.work((db) => db.developerMerge.findFirstOrThrow())
    const undone = await send(`${path}/merges/${merge.id}/undo`, { back: 'person' })
    expect(undone.location).toBe(`${path}/${into}`)
    expect(undone.text).toContain('Undone: they are two people again.')
    expect(Object.keys(await whoIsWho(company))).toHaveLength(2)
    expect((await send(`${path}/merges/${merge.id}/undo`, {})).status).toBe(200)
    const { text } = await send(`${path}/${into}/name`, { name: 'Ann' })
    expect(text).not.toContain('These look like one person')
  })

  test('keep two people apart', async () => {
    const { send, read, id } = await story(ann, double)
    expect(await read(path)).toContain('These look like one person')
    const pair = { first: String(await id('Ann Miller')), second: String(await id('Miller, Ann')) }
    const { text } = await send(`${path}/dismissals`, pair)
    expect(text).toContain('Kept as two people.')
    expect(text).not.toContain('These look like one person')
  })

  test('rename, and give the name back', async () => {
    const { send, id } = await story(ann)
    const action = `${path}/${await id('Ann Miller')}/name`
    expect((await send(action, { name: ' Ann M. ' })).text).toContain('Renamed to Ann M.')
    const back = await send(action, { name: '' })
    expect(back.text).toContain('The name follows the commits again.')
    expect(back.text).toContain('Ann Miller commits under 1 name and address .')
    expect((await send(action, { name: 'x'.repeat(121) })).status).toBe(400)
  })

  test('mark as a bot, as a person, and by the rules again', async () => {
    const { send, id } = await story(ann)
    const action = `${path}/${await id('Ann Miller')}/bot-mark`
    expect((await send(action, { mark: 'bot' })).text).toContain('Decided by an admin.')
    expect((await send(action, { mark: 'rule' })).text).toContain('No rule says otherwise.')
    expect((await send(action, { mark: 'robot' })).status).toBe(400)
  })

  test('split a name and address off', async () => {
    const { company, send, id } = await story(ann, 'Bea Novak <ann@acme.io>')
    const identity = await company.work((db) =>
      db.identity.findFirstOrThrow({ where: { name: 'Bea Novak' } }),
    )
    const action = `${path}/${await id('Ann Miller')}/splits`
    const fields = { identity: String(identity.id) }
    expect((await send(action, fields)).text).toContain('Split off: a person of its own now.')
    expect(Object.keys(await whoIsWho(company))).toEqual(['Ann Miller', 'Bea Novak'])
    expect((await send(action, fields)).status).toBe(200)
    const last = {
      identity: String(
        (
          await company.work((db) =>
            db.identity.findFirstOrThrow({ where: { name: 'Ann Miller' } }),
          )
        ).id,
      ),
    }
    expect(await send(action, last)).toMatchObject({
      status: 409,
      text: expect.stringContaining('This is the only name and address of this person.'),
    })
  })

  test('say why they cannot be made, and change nothing', async () => {
    const { company, send, id } = await story(ann, double, 'Bea <bea@acme.io>')
    const [annId, amId, beaId] = [await id('Ann Miller'), await id('Miller, Ann'), await id('Bea')]
    await send(`${path}/${annId}/merges`, { from: String(amId) })
    const first = await company.work((db) => db.developerMerge.findFirstOrThrow())
    const late = await send(`${path}/${beaId}/merges`, { from: String(amId) })
    expect(late.status).toBe(409)
    expect(late.text).toContain('has been merged with somebody else meanwhile')
    await send(`${path}/${beaId}/merges`, { from: String(annId) })
    const under = await send(`${path}/merges/${first.id}/undo`, {})
    expect(under.status).toBe(409)
    expect(under.text).toContain('Undo that one first.')
  })

  test('reach nobody of another company', async () => {
    const { company, send, id } = await story(ann, double)
    const theirs = await story(ann, double)
    const own = await id('Ann Miller')
    const [their, other] = [await theirs.id('Ann Miller'), await theirs.id('Miller, Ann')]
    for (const [action, fields] of [
      [`${path}/${own}/merges`, { from: String(their) }],
      [`${path}/${their}/merges`, { from: String(other) }],
      [`${path}/dismissals`, { first: String(their), second: String(other) }],
      [`${path}/${their}/name`, { name: 'Mine' }],
      [`${path}/${their}/bot-mark`, { mark: 'bot' }],
    ] as const) {
      expect((await send(action, fields)).status, action).toBe(404)
    }
    expect(Object.keys(await whoIsWho(theirs.company))).toEqual(['Ann Miller', 'Miller, Ann'])
    expect(Object.keys(await whoIsWho(company))).toEqual(['Ann Miller', 'Miller, Ann'])
  })
})

describe('one person', () => {
  test('is shown with every name and address, how each was told, and where it last committed', async () => {
    const { company, read, id } = await story(
      'Ann Miller <ann@acme.io>',
      'am <am@old.io> => Ann Miller <ann@acme.io>',
    )
    await storeCommits(company, await makeRepository(company), [
      makeCommit({ authorName: 'am', authorEmail: 'am@old.io' }),
      makeCommit({
        authorName: 'am',
        authorEmail: 'am@old.io',
        authoredAt: '2026-03-09T10:00:00Z',
      }),
    ])
    const text = await read(`${path}/${await id('Ann Miller')}`)
    expect(text).toContain('Ann Miller commits under 2 names and addresses .')
    expect(text).toContain('am am@old.io by .mailmap, last commit 9 Mar 2026 in express')
  })

  test('finds others to merge with, bots among them, but never itself', async () => {
    const { read, id } = await story(ann, 'Bea <bea@acme.io>', 'acme-bot <bot@acme.io>')
    const text = await read(`${path}/${await id('Ann Miller')}?q=acme`)
    expect(text).toContain('Merge Bea into Ann Miller')
    expect(text).toContain('Merge acme-bot into Ann Miller')
    expect(text).not.toContain('Merge Ann Miller into')
    expect(await read(`${path}/${await id('Bea')}?q=bea`)).toContain('Nobody else is called “bea”.')
  })

  test('is not there once it is somebody else', async () => {
    const { admin, send, id } = await story(ann, double)
    const [into, from] = [await id('Ann Miller'), await id('Miller, Ann')]
    await send(`${path}/${into}/merges`, { from: String(from) })
    expect((await admin.get(`${path}/${from}`)).status).toBe(404)
  })
})

describe('accounts on code hosts', () => {
  const annm = hostPerson('annm')
  const byAnn = { authorName: 'Ann Miller', authorEmail: 'ann@acme.io' }
  const pull = () => pullRequest(1, { author: annm, commits: [hostCommit(annm, may(4, 8), byAnn)] })

  async function told() {
    const its = await story(ann)
    const place = await makeConnected(its.company)
    await storeFacts(its.company, place, [pull()])
    const account = (username: string) =>
      its.company.work((db) =>
        db.hostAccount.findFirstOrThrow({ where: { username }, include: { developer: true } }),
      )
    return { ...its, place, account }
  }

  test('stand beside names and addresses, with their host, and are found by', async () => {
    const { read, id } = await told()
    const text = await read(path)
    expect(text).toContain('2 people and 0 bots behind commits and pull requests.')
    expect(text).toContain('Ann Miller ann@acme.io @annm github.com by its commits')
    expect(text).toContain('ben @ben github.com')
    expect(await read(`${path}?q=ANNM`)).toContain('1 person and 0 bots with “ANNM”')
    expect(await read(`${path}/${await id('Ann Miller')}`)).toContain(
      'Accounts on code hosts @annm github.com by its commits Split off',
    )
  })

  test('are split off one at a time, and stay so when the host is read again', async () => {
    const { company, send, account, id, place } = await told()
    const [annId, { id: accountId }] = [await id('Ann Miller'), await account('annm')]
    const split = () => send(`${path}/${annId}/splits`, { account: String(accountId) })
    expect((await split()).text).toContain('Split off: a person of its own now.')
    expect(await account('annm')).toMatchObject({ linkedBy: 'admin', developer: { name: 'annm' } })
    const { developerId: own } = await account('annm')
    expect(own).not.toBe(annId)
    // Sent twice it is done once; read again, its commits no longer tell.
    expect((await split()).status).toBe(200)
    await storeFacts(company, place, [{ ...pull(), updatedAt: may(9) }])
    expect((await account('annm')).developerId).toBe(own)
    const entries = await company.work((db) =>
      db.auditEntry.findMany({ where: { action: 'developer.split' } }),
    )
    expect(entries[0]).toMatchObject({ subjectId: annId, after: { accountId: Number(accountId) } })
  })

  test('are not split off somebody of whom nothing else is known', async () => {
    const { send, read, account } = await told()
    const { id: accountId, developerId: own } = await account('ben')
    expect(await read(`${path}/${own}`)).toContain('ben is known by 1 account')
    expect(await read(`${path}/${own}`)).not.toContain('Split off')
    const refused = await send(`${path}/${own}/splits`, { account: String(accountId) })
    expect([refused.status, refused.text]).toEqual([
      409,
      expect.stringContaining('This account is all that is known of this person.'),
    ])
    expect((await send(`${path}/${own}/splits`, {})).status).toBe(400)
  })

  test('of another company are not there', async () => {
    const [one, other] = [await told(), await told()]
    const { id: accountId } = await other.account('annm')
    const sent = { account: String(accountId) }
    expect((await one.send(`${path}/${await one.id('Ann Miller')}/splits`, sent)).status).toBe(404)
  })
})
