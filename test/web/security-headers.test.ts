import request from 'supertest'
import { describe, expect, test } from 'vitest'
import { makeApp, production } from '../support/app.js'
import { makeCompany } from '../support/company.js'
import { connectAs } from '../support/database.js'

const policy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self'",
  "font-src 'self'",
  "connect-src 'self'",
  "form-action 'self'",
  "base-uri 'none'",
  "frame-ancestors 'none'",
  "require-trusted-types-for 'script'",
  'trusted-types live',
].join(';')

describe('ASVS 3.2.1, 3.4.3, 3.4.4, 3.4.5, 3.4.6, 3.4.8, 13.4.6, 14.2.3: every answer', () => {
  test.each([
    ['a page', '/', 200],
    ['a form', '/sign-in', 200],
    ['a redirect', '/commits', 303],
    ['a missing page', '/nothing', 404],
    ['a missing asset', '/assets/nothing.js', 404],
    ['an asset', '/assets/css/all.css', 200],
    ['a health check', '/healthz', 200],
  ])('that is %s has the strict headers', async (_, path, status) => {
    const answer = await makeApp().visitor().get(path)
    expect(answer.status).toBe(status)
    expect(answer.headers).toMatchObject({
      'content-security-policy': policy,
      'x-content-type-options': 'nosniff',
      'x-frame-options': 'DENY',
      'referrer-policy': 'no-referrer',
      'cross-origin-opener-policy': 'same-origin',
      'cross-origin-resource-policy': 'same-origin',
      'x-request-id': expect.stringMatching(/^[0-9a-f-]{36}$/),
    })
    expect(answer.headers).not.toHaveProperty('x-powered-by')
    expect(answer.headers).not.toHaveProperty('server')
    expect(answer.headers).not.toHaveProperty('access-control-allow-origin')
    // Over plain http it would lock a developer’s localhost.
    expect(answer.headers).not.toHaveProperty('strict-transport-security')
  })

  test('ASVS 3.4.1: over https asks the browser to stay there', async () => {
    const { app } = makeApp({ environment: production })
    const { headers } = await request(app).get('/').set('X-Forwarded-Proto', 'https')
    expect(headers['strict-transport-security']).toBe('max-age=31536000; includeSubDomains')
    expect(headers['content-security-policy']).toBe(`${policy};upgrade-insecure-requests`)
  })

  test('has a request’s number of its own, not one that was sent', async () => {
    const { app } = makeApp()
    const { headers } = await request(app).get('/').set('X-Request-Id', 'chosen')
    expect(headers['x-request-id']).not.toBe('chosen')
  })
})

describe('caches', () => {
  test('ASVS 14.3.2: keep nothing of the signed in', async () => {
    const { owner } = await makeCompany()
    const visitor = await makeApp().visitor().signIn(owner)
    const paths = ['/', '/repositories', '/commits', '/start', '/repositories/0', '/?p=x']
    for (const path of paths) {
      const { headers } = await visitor.get(path)
      expect([path, headers['cache-control']]).toEqual([path, 'no-store'])
    }
  })

  test('keep what has its fingerprint in the address for ever', async () => {
    const visitor = makeApp().visitor()
    const { text } = await visitor.get('/sign-up')
    const assets = [...text.matchAll(/(?:href|src)="(\/assets\/[^"#]+)/g)].map(([, url]) => url!)
    expect(assets.length).toBeGreaterThanOrEqual(4)
    for (const url of new Set(assets)) {
      const answer = await visitor.get(url)
      expect([url, answer.status]).toEqual([url, 200])
      expect(answer.headers['cache-control']).toMatch(/^public, max-age=31536000, immutable$/)
    }
  })

  test.each([
    '/assets/nothing.css',
    '/assets/css',
    '/assets/css/',
    '/assets/',
    '/assets/../package.json',
    '/assets/%2e%2e/package.json',
    '/assets/..%2fpackage.json',
    '/assets/css/%00',
    '/repositories/x.css',
  ])('do not keep %s, which is not there', async (path) => {
    const answer = await makeApp().visitor().get(path)
    expect([303, 400, 403, 404]).toContain(answer.status)
    expect(answer.text).not.toContain('"dependencies"')
    expect(answer.headers['cache-control'] ?? 'none').not.toMatch(/immutable|max-age=[1-9]/)
  })
})

test('somebody who only looks leaves no session behind', async () => {
  const behind = await connectAs('super')
  const count = async () => {
    const { rows } = await behind.query('SELECT count(*)::int AS rows FROM directory.sessions')
    return rows[0].rows as number
  }
  const { app } = makeApp()
  const before = await count()
  const paths = ['/', '/?utm=1', '/nothing', '/commits', '/repositories/1', '/healthz', '/readyz']
  for (const path of [...paths, '/assets/css/all.css', '/sign-out']) {
    const answer = await request(app).get(path)
    expect([path, answer.headers['set-cookie']]).toEqual([path, undefined])
    await request(app).head(path)
  }
  expect(await count()).toBe(before)
  await request(app).get('/sign-in')
  expect(await count()).toBe(before + 1)
})
