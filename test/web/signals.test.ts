import request from 'supertest'
import { describe, expect, test } from 'vitest'
import { queueDigest } from '../../src/people/digests.js'
import { makeApp } from '../support/app.js'
import { makeCompany } from '../support/company.js'
import { makeCommit, makeRepository, storeCommits } from '../support/facts.js'
import { deliverMails } from '../support/mailbox.js'
import { makePerson, makePull } from '../support/pulls.js'
import { words } from '../support/visitor.js'

const path = '/signals'

async function stuck() {
  const company = await makeCompany()
  const place = await makeRepository(company, 'checkout-api')
  const recent = new Date(Date.now() - 86_400_000).toISOString()
  await storeCommits(company, place, [makeCommit({ authoredAt: recent, committedAt: recent })])
  const author = await makePerson(company, 'Zenobia')
  const { repositoryId } = place
  const open = { mergedDay: null, createdDay: '2026-01-05', author }
  const number = await makePull(company, repositoryId, open)
  const app = makeApp()
  return { company, app, number, repositoryId, visitor: await app.visitor().signIn(company.owner) }
}

const hidden = (html: string, name: string) =>
  new RegExp(`name="${name}" value="([^"]*)"`).exec(html)![1]!

describe('/signals', () => {
  test('says what was found, how it is counted, and leads to each row', async () => {
    const { visitor, number, repositoryId } = await stuck()
    const page = await visitor.get(path)
    const text = words(page.text)
    expect(text).toContain('1 thing is worth a look.')
    expect(text).toContain('1 pull request is stuck')
    expect(text).toContain('Days without a change: 7 days')
    const row = `/pull-requests/${repositoryId}/${number}`
    expect(page.text).toContain(`href="${row}"`)
    expect((await visitor.get(row)).status).toBe(200)
    // The overview says it too: in its verdict and on its card.
    const overview = words((await visitor.get('/')).text)
    expect(overview).toMatch(/1 pull request is stuck\s*\. /)
    expect(overview).toContain('All 1 signal')
  })

  test('is dismissed with a reason, stands below, and comes back', async () => {
    const { visitor } = await stuck()
    const { text } = await visitor.get(path)
    const sent = {
      ...{ kind: hidden(text, 'kind'), subject: hidden(text, 'subject') },
      ...{ mark: hidden(text, 'mark'), heldFor: '30' },
    }
    const empty = await visitor.post(path, `${path}/dismissals`, { ...sent, reason: ' ' })
    expect(empty.status).toBe(422)
    expect(words(empty.text)).toContain('Say why: whoever looks later will ask.')
    const answer = await visitor.post(path, `${path}/dismissals?p=30d`, {
      ...sent,
      reason: 'Later',
    })
    expect([answer.status, answer.headers.location]).toEqual([303, `${path}?p=30d`])
    const after = await visitor.get(path)
    expect(words(after.text)).toContain('Nothing needs a look.')
    expect(words(after.text)).toContain('“Later”')
    const undo = /action="(\/signals\/dismissals\/\d+\/undo)"/.exec(after.text)![1]!
    await visitor.post(path, undo, {})
    expect(words((await visitor.get(path)).text)).toContain('1 thing is worth a look.')
  })

  test('tells a developer no names and no pull request of others', async () => {
    const { app, company, number } = await stuck()
    const developer = await app.visitor().signIn(await company.add('developer'))
    const page = await developer.get(path)
    expect(words(page.text)).toContain('1 pull request is stuck')
    expect(page.text).not.toMatch(new RegExp(`Zenobia|Change ${number}`))
    expect(page.text).not.toContain('/signals/dismissals')
  })
})

describe('/settings/rules', () => {
  const rules = '/settings/rules'

  test('sets a threshold, refuses what lies beyond its bounds, and switches off', async () => {
    const { visitor } = await stuck()
    const set = (body: Record<string, string>) =>
      visitor.post(rules, rules, { kind: 'stuck-pulls', ...body })
    for (const days of ['0', '91', '', 'seven', '7.5', '-7']) {
      const answer = await set({ on: 'yes', days, pulls: '1' })
      expect(answer.status, days).toBe(422)
      expect(words(answer.text)).toContain('Type a whole number from 1 to 90.')
    }
    expect((await set({ on: 'yes', days: '90', pulls: '2' })).status).toBe(303)
    expect(words((await visitor.get(path)).text)).toContain('Nothing needs a look.')
    await set({ on: 'yes', days: '90', pulls: '1' })
    expect(words((await visitor.get(path)).text)).toContain('Days without a change: 90 days')
    await set({ days: '90', pulls: '1' })
    expect(words((await visitor.get(path)).text)).toContain('Nothing needs a look.')
  })

  test('knows no rule that is not there, and no field', async () => {
    const { visitor } = await stuck()
    expect((await visitor.post(rules, rules, { kind: 'constructor' })).status).toBe(404)
    const right = { kind: 'stuck-pulls', on: 'yes', days: '7', pulls: '1' }
    for (const other of ['other', 'constructor', 'toString']) {
      expect((await visitor.post(rules, rules, { ...right, [other]: '1' })).status).toBe(400)
    }
  })
})

describe('the Monday mail', () => {
  async function mailed() {
    const { company, app } = await stuck()
    await company.work((db) => queueDigest(db, company.owner.id, '2026-03-02'))
    const [mail] = (await deliverMails()).filter(({ to }) => to === company.owner.email)
    const link = new URL(mail!.headers!['List-Unsubscribe']!.slice(1, -1)).pathname
    const isOn = async () =>
      (await company.work((db) => db.user.findFirstOrThrow())).digestOffAt === null
    return { company, app, link, isOn }
  }

  test('is not ended by whoever looks at its link, and ends by its button, without signing in', async () => {
    const { app, link, isOn } = await mailed()
    const page = await app.visitor().get(link)
    expect(page.status).toBe(200)
    expect(words(page.text)).toContain('Stop the Monday mail')
    await request(app.app).head(link)
    expect(await isOn()).toBe(true)
    const answer = await request(app.app).post(link).type('form').send({ _csrf: '' })
    expect(answer.status).toBe(200)
    expect(words(answer.text)).toContain('The Monday mail is off')
    expect(await isOn()).toBe(false)
  })

  test.each([
    ['a form', 'application/x-www-form-urlencoded', 'List-Unsubscribe=One-Click'],
    [
      'parts',
      'multipart/form-data; boundary=b',
      '--b\r\nContent-Disposition: form-data; name="List-Unsubscribe"\r\n\r\nOne-Click\r\n--b--\r\n',
    ],
  ])('ends by one click of a mail program that sends %s, twice no less', async (_, type, body) => {
    const { app, company, link, isOn } = await mailed()
    for (let time = 0; time < 2; time++) {
      const answer = await request(app.app).post(link).set('Content-Type', type).send(body)
      expect(answer.status).toBe(200)
    }
    expect(await isOn()).toBe(false)
    const entries = await company.work((db) =>
      db.auditEntry.findMany({ where: { action: 'digest.ruled' } }),
    )
    expect(entries).toMatchObject([{ actorId: null, after: { wanted: false, by: 'mail' } }])
  })

  test('is ended by no other token', async () => {
    const { app, link, isOn } = await mailed()
    for (const other of [`${link}x`, `/unsubscribe/${'A'.repeat(43)}`, '/unsubscribe/1']) {
      expect((await request(app.app).post(other)).status).toBe(410)
    }
    expect(await isOn()).toBe(true)
  })

  test('is switched off and on by one’s own page', async () => {
    const { company, visitor } = await stuck()
    const isOff = async () =>
      (await company.work((db) => db.user.findFirstOrThrow())).digestOffAt !== null
    await visitor.post('/me', '/me/digest', { wanted: 'no' })
    expect(await isOff()).toBe(true)
    await visitor.post('/me', '/me/digest', { wanted: 'yes' })
    expect(await isOff()).toBe(false)
  })
})
