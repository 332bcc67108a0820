import request from 'supertest'
import { describe, expect, test } from 'vitest'
import { makeApp, production } from '../support/app.js'

const { app } = makeApp({ environment: production })
const over = (protocol: string) => ({ 'X-Forwarded-Proto': protocol })

describe('ASVS 4.1.2, 12.2.1: plain http', () => {
  test.each([
    ['/sign-in?returnTo=%2Fcommits', 'https://codevisto.example.com/sign-in?returnTo=%2Fcommits'],
    ['//evil.example/x', 'https://codevisto.example.com/evil.example/x'],
  ])('leads a page %s to its encrypted address, never to the Host', async (path, address) => {
    const answer = await request(app).get(path).set(over('http')).set('Host', 'evil.example')
    expect([answer.status, answer.headers.location]).toEqual([308, address])
    expect(answer.headers['strict-transport-security']).toContain('max-age=31536000')
  })

  test.each([
    ['post', '/sign-in'],
    ['post', '/webhooks/key'],
    ['get', '/api/v1/commits'],
    ['get', '/webhooks/key'],
  ] as const)('refuses %s %s', async (method, path) => {
    const answer = await request(app)[method](path).set(over('http'))
    expect(answer.status).toBe(403)
    expect(answer.text).toContain('without encryption')
    expect(answer.headers['set-cookie']).toBeUndefined()
  })

  test('is no hindrance to whoever asks whether the process lives', async () => {
    await request(app).get('/healthz').set(over('http')).expect(200)
  })

  test('is not what comes through the router encrypted, nor what a machine of one’s own serves', async () => {
    await request(app).get('/sign-in').set(over('https')).expect(200)
    await request(makeApp().app).get('/sign-in').expect(200)
  })
})
