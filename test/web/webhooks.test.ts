import { createHmac } from 'node:crypto'
import supertest from 'supertest'
import { beforeEach, describe, expect, test } from 'vitest'
import { nowhere } from '../../src/audit/traces.js'
import { github } from '../../src/code-hosts/github.js'
import { makeWebhook, type NewWebhook } from '../../src/repositories/connection-webhook.js'
import { makeApp, type TestApp } from '../support/app.js'
import { lineOf } from '../support/collecting.js'
import { makeCompany, type TestCompany } from '../support/company.js'
import { type Connected, makeConnected } from '../support/pull-request-fixtures.js'

let web: TestApp
let company: TestCompany
let place: Connected
let hook: NewWebhook

beforeEach(async () => {
  web = makeApp()
  Object.assign(web.services, { hosts: { github } })
  company = await makeCompany()
  place = await makeConnected(company)
  const told = { actorId: company.owner.id, from: nowhere }
  await company.work(async (db) => {
    await db.repository.updateMany({ where: { id: place.repositoryId }, data: { hostId: '77' } })
    hook = (await makeWebhook(db, web.services.secrets, place.connectionId, told))!
  })
})

const body = (repository = 77) =>
  JSON.stringify({ action: 'closed', repository: { id: repository } })

interface Delivery {
  key?: string
  secret?: string
  text?: string
  id?: string
  event?: string
}

function deliver({
  key = hook.key,
  secret = hook.secret,
  text = body(),
  id = 'delivery-1',
  event = 'pull_request',
}: Delivery = {}) {
  const signature = createHmac('sha256', secret).update(text).digest('hex')
  return supertest(web.app)
    .post(`/webhooks/${key}`)
    .set({ 'content-type': 'application/json', 'x-github-event': event, 'x-github-delivery': id })
    .set('x-hub-signature-256', `sha256=${signature}`)
    .send(text)
}

const deliveries = () => company.work((db) => db.webhookDelivery.count())

describe('a webhook', () => {
  test('puts the reading of its repository in line, now', async () => {
    const answer = await deliver()
    expect([answer.status, answer.text, answer.headers['set-cookie']]).toEqual([202, '', undefined])
    // The dispatcher has been called at once: it waits no longer, or is in already.
    const { dueAt } = await lineOf(company, place)
    expect(dueAt.getTime()).toBeLessThanOrEqual(Date.now())
    const connection = await company.work((db) => db.connection.findFirstOrThrow())
    expect(connection.webhookSeenAt).not.toBeNull()
  })

  test('is heeded once, however often it is delivered', async () => {
    await deliver()
    const { attempt } = await lineOf(company, place)
    expect((await deliver()).status).toBe(202)
    expect([await deliveries(), (await lineOf(company, place)).attempt]).toEqual([1, attempt])
  })

  test.each<[string, () => Delivery]>([
    ['signed with another secret', () => ({ secret: 'another' })],
    ['of a key that nobody has', () => ({ key: 'x'.repeat(43) })],
    ['of a key that is no key', () => ({ key: 'no%20key' })],
  ])('%s is refused without a word, and changes nothing', async (_, made) => {
    const answer = await deliver(made())
    expect(answer.status).toBe(401)
    expect(answer.text).toBe('')
    expect([await deliveries(), await lineOf(company, place)]).toEqual([0, undefined])
  })

  test('with a body that was changed on the way is refused', async () => {
    const signature = createHmac('sha256', hook.secret).update(body()).digest('hex')
    const answer = await supertest(web.app)
      .post(`/webhooks/${hook.key}`)
      .set('x-hub-signature-256', `sha256=${signature}`)
      .set('content-type', 'application/json')
      .send(body().replace('closed', 'opened'))
    expect(answer.status).toBe(401)
  })

  test('of another connection’s key and secret reaches nothing of this company', async () => {
    const other = await makeCompany()
    const there = await makeConnected(other)
    const told = { actorId: other.owner.id, from: nowhere }
    const theirs = await other.work((db) =>
      makeWebhook(db, web.services.secrets, there.connectionId, told),
    )
    // It names our repository by its number at the host.
    expect((await deliver({ ...theirs! })).status).toBe(202)
    expect(await lineOf(company, place)).toBeUndefined()
  })

  test('about a repository that is not read here, or about nothing, is taken and forgotten', async () => {
    expect((await deliver({ text: body(78), id: 'a' })).status).toBe(202)
    expect((await deliver({ event: 'star', id: 'b' })).status).toBe(202)
    expect((await deliver({ text: 'not json', id: 'c' })).status).toBe(202)
    expect(await lineOf(company, place)).toBeUndefined()
  })

  test('of more than a megabyte is not read', async () => {
    const answer = await deliver({ text: 'x'.repeat(1024 * 1024 + 1) })
    expect([answer.status, answer.text]).toEqual([413, ''])
  })

  test('that is compressed is not unpacked', async () => {
    const answer = await supertest(web.app)
      .post(`/webhooks/${hook.key}`)
      .set({ 'content-type': 'application/json', 'content-encoding': 'gzip' })
      .send('x')
    expect(answer.status).toBe(415)
  })

  test('a flood of forged ones is throttled, by network, and a genuine one does not count', async () => {
    for (let at = 0; at < 5; at++) await deliver({ id: String(at) })
    for (let at = 0; at < 60; at++) expect((await deliver({ secret: 'no' })).status).toBe(401)
    const answer = await deliver({ secret: 'no' })
    expect(answer.status).toBe(429)
    expect(Number(answer.headers['retry-after'])).toBeGreaterThan(0)
  })

  test('is asked for by POST alone', async () => {
    expect((await supertest(web.app).get(`/webhooks/${hook.key}`)).status).toBe(404)
  })
})
