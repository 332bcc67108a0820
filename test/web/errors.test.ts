import { gzipSync } from 'node:zlib'
import express from 'express'
import request from 'supertest'
import { describe, expect, onTestFinished, test } from 'vitest'
import { openDatabase } from '../../src/database/client.js'
import { errors } from '../../src/web/middleware/errors.js'
import { makeApp } from '../support/app.js'
import { makeCompany, password } from '../support/company.js'
import { readableLog } from '../support/log.js'
import { cookieOf, words } from '../support/visitor.js'

/** Nothing of the inside: no stack, no path of a file, no SQL, no error's name. */
function expectNothingInside(html: string): void {
  expect(html).not.toMatch(/\bat \S+ \(|node_modules|\.[jt]s:\d|SELECT |Error:|prisma/i)
  expect(html).toMatch(/^<!DOCTYPE html>/)
}

describe('what is not there', () => {
  test.each([
    '/nothing',
    '/commits/',
    '/.env',
    '/..%2f..%2fetc/passwd',
    '/sign-in/x',
    '//evil.example',
    '/assets',
    '/assets/js/',
    '/.git/config',
  ])('ASVS 13.4.1, 13.4.3: %s is a page that says so', async (path) => {
    const { owner } = await makeCompany()
    const visitor = await makeApp().visitor().signIn(owner)
    const answer = await visitor.get(path)
    if (path === '/commits/') return expect([200, 404]).toContain(answer.status)
    expect(answer.status).toBe(404)
    expect(words(answer.text)).toContain('There is nothing here.')
    expect(answer.headers['cache-control']).toBe('no-store')
    expectNothingInside(answer.text)
  })

  test('is the same for somebody who is not signed in', async () => {
    const { status, text } = await makeApp().visitor().get('/nothing')
    expect(status).toBe(404)
    expectNothingInside(text)
  })
})

describe('a request that cannot be read', () => {
  test('ASVS 1.1.1: by its address is refused', async () => {
    for (const path of ['/repositories/%E0%A4%A', '/%']) {
      const { owner } = await makeCompany()
      const visitor = await makeApp().visitor().signIn(owner)
      const answer = await visitor.get(path)
      expect([400, 404]).toContain(answer.status)
      expectNothingInside(answer.text)
    }
  })

  test.each([
    ['too large', { name: 'x'.repeat(110_000) }],
    [
      'of too many fields',
      Object.fromEntries(Array.from({ length: 101 }, (_, at) => [`f${at}`, '1'])),
    ],
  ])('because it is %s is refused before it is read', async (_, fields) => {
    const answer = await makeApp().visitor().send('/sign-in', fields)
    expect(answer.status).toBe(413)
    expect(words(answer.text)).toContain('This is too much at once.')
    expectNothingInside(answer.text)
  })

  test('ASVS 5.2.1: because it unpacks to too much is refused', async () => {
    const { app } = makeApp()
    const bomb = gzipSync(`name=${'x'.repeat(20_000_000)}`)
    const sent = request(app)
      .post('/sign-in')
      .set({ 'Content-Type': 'application/x-www-form-urlencoded', 'Content-Encoding': 'gzip' })
    sent.write(bomb)
    expect((await sent).status).toBe(413)
  })

  test('because of an unknown encoding is refused', async () => {
    const { app } = makeApp()
    const answer = await request(app)
      .post('/sign-in')
      .type('form')
      .set('Content-Encoding', 'brrr')
      .send('a=b')
    expect(answer.status).toBe(400)
    expectNothingInside(answer.text)
  })
})

describe('ASVS 4.1.4: methods', () => {
  test('that a page does not know are named, with those it knows', async () => {
    const { owner } = await makeCompany()
    const visitor = await makeApp().visitor().signIn(owner)
    const token = await visitor.token('/start')
    const answers = [
      [await visitor.get('/sign-out'), 'POST'],
      [await visitor.agent.delete('/repositories').set('X-CSRF-Token', token), 'GET, POST'],
      [await visitor.agent.put('/commits').set('X-CSRF-Token', token), 'GET'],
      [await visitor.agent.options('/commits'), 'GET'],
    ] as const
    for (const [answer, allowed] of answers) {
      expect([answer.status, answer.headers.allow]).toEqual([405, allowed])
    }
  })

  test('HEAD answers like GET, without a body', async () => {
    const { owner } = await makeCompany()
    const visitor = await makeApp().visitor().signIn(owner)
    for (const path of ['/', '/repositories', '/commits', '/healthz']) {
      const answer = await visitor.agent.head(path)
      expect([path, answer.status, answer.text]).toEqual([path, 200, undefined])
    }
    expect((await visitor.agent.head('/repositories/0')).status).toBe(404)
  })

  test('ASVS 13.4.4: TRACE is refused', async () => {
    const { app } = makeApp()
    const answer = await request(app).trace('/').set('Cookie', 'canary=1')
    expect(answer.status).toBe(403)
    expect(answer.text).not.toContain('canary')
  })
})

describe('a fault of ours', () => {
  const broken = async (thrown: unknown) => {
    const { log, lines } = readableLog()
    const made = makeApp({ log })
    made.services.limits.address.take = () => Promise.reject(thrown)
    const answer = await made.visitor().trySignIn('ada@example.com', password)
    return { answer, lines }
  }

  test('ASVS 13.4.2, 16.5.1: says so with a reference, which the log explains', async () => {
    const { answer, lines } = await broken(new Error('canary at lib/secret.ts:12'))
    expect(answer.status).toBe(500)
    expect(answer.text).not.toContain('canary')
    expectNothingInside(answer.text)
    const reference = /Reference ([0-9a-f]{10})/.exec(words(answer.text))?.[1]
    const line = lines.find((text) => text.includes(reference!))
    expect(line).toContain('canary at lib/secret.ts:12')
    expect(lines.join('')).not.toContain(password)
  })

  test('ASVS 16.3.4, 16.5.4: is one whatever was thrown', async () => {
    for (const thrown of ['text', null, undefined, { status: 200 }, { statusCode: 999 }]) {
      const { answer } = await broken(thrown)
      // Express takes a rejection with nothing in it for a fault like any other.
      expect([thrown, answer.status]).toEqual([thrown, 500])
      expectNothingInside(answer.text)
    }
  })

  test('after the answer takes nothing of it away', async () => {
    const { log, lines } = readableLog()
    const { services } = makeApp({ log })
    const app = express()
    app.get('/', (_request, response, next) => {
      response.send('whole'.repeat(100_000))
      next(new Error('the session could not be stored'))
    })
    app.use(errors(services))
    const { status, text } = await request(app).get('/')
    expect([status, text.length]).toEqual([200, 500_000])
    expect(lines.map((line) => JSON.parse(line).level)).toEqual(['warn'])
  })

  test('ASVS 16.5.2: that is a database gone away says to come back', async () => {
    const database = openDatabase('postgres://nobody@127.0.0.1:1/nothing')
    onTestFinished(() => database.close())
    const cookie = cookieOf(await makeApp().visitor().get('/sign-in'))!
    const { app } = makeApp({ database })
    // Who carries no session sees what this is; who does is asked to come back.
    expect((await request(app).get('/')).status).toBe(200)
    const page = await request(app).get('/').set('Cookie', cookie)
    expect([page.status, page.headers['retry-after']]).toEqual([503, '5'])
    expect(words(page.text)).toContain('The database does not answer at the moment.')
    expectNothingInside(page.text)
  })
})

test('the log has a line for each request, without query, body or cookie', async () => {
  const { log, lines } = readableLog()
  const { visitor } = makeApp({ log })
  await visitor().get('/commits?folder=canary-query').set('Cookie', 'session=canary-cookie')
  await visitor().trySignIn('canary-mail@example.com', 'canary-password')
  expect(lines.length).toBeGreaterThanOrEqual(3)
  expect(lines.join('')).not.toContain('canary')
  expect(JSON.parse(lines[0]!)).toMatchObject({ method: 'GET', path: '/commits', status: 303 })
})
