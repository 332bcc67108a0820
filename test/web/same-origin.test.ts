import { describe, expect, test } from 'vitest'
import { makeApp, production } from '../support/app.js'
import { words } from '../support/visitor.js'

const foreign = 'This request came from another site.'

/** Sends a form with a good token and these headers; 422 is a wrong password, so it was read. */
async function sending(headers: Record<string, string>, app = makeApp()) {
  const visitor = app.visitor()
  const _csrf = await visitor.token('/sign-in')
  const fields = { _csrf, email: 'nobody@example.com', password: 'wrong' }
  return visitor.send('/sign-in', fields).set(headers)
}

describe('a form is read', () => {
  test.each([
    ['without a word on where it comes from', {}],
    ['from this site', { 'Sec-Fetch-Site': 'same-origin' }],
    ['that the person opened herself', { 'Sec-Fetch-Site': 'none' }],
    ['from our origin', { Origin: 'http://localhost:3000' }],
    ['where both say so', { 'Sec-Fetch-Site': 'same-origin', Origin: 'http://localhost:3000' }],
  ])('%s', async (_, headers) => {
    expect((await sending(headers)).status).toBe(422)
  })
})

describe('ASVS 3.5.1: a form is refused, in spite of its token,', () => {
  test.each([
    ['from another site', { 'Sec-Fetch-Site': 'cross-site' }],
    ['from a neighbour', { 'Sec-Fetch-Site': 'same-site' }],
    ['from who knows', { 'Sec-Fetch-Site': '' }],
    ['from a sandbox', { Origin: 'null' }],
    ['from another origin', { Origin: 'https://evil.example' }],
    ['from another port', { Origin: 'http://localhost:3001' }],
    ['from another scheme', { Origin: 'https://localhost:3000' }],
    ['from a longer name', { Origin: 'http://localhost:3000.evil.example' }],
    ['where the two disagree', { 'Sec-Fetch-Site': 'cross-site', Origin: 'http://localhost:3000' }],
  ])('%s', async (_, headers) => {
    const answer = await sending(headers)
    expect(answer.status).toBe(403)
    expect(words(answer.text)).toContain(foreign)
  })
})

test('ASVS 4.1.3: the origin is what the configuration says, not what the Host header claims', async () => {
  const told = { environment: { APP_URL: 'http://codevisto.example.com' } }
  const ours = { Origin: 'http://codevisto.example.com' }
  expect((await sending(ours, makeApp(told))).status).toBe(422)
  const claimed = { Origin: 'http://evil.example', Host: 'evil.example' }
  const answer = await sending({ ...claimed, 'X-Forwarded-Host': 'evil.example' }, makeApp(told))
  expect(answer.status).toBe(403)
})

test('reading is open to all: a link from another site works', async () => {
  const { visitor } = makeApp({ environment: { ...production, NODE_ENV: 'test' } })
  const answer = await visitor()
    .get('/sign-in')
    .set({ 'Sec-Fetch-Site': 'cross-site', Origin: 'https://evil.example' })
  expect(answer.status).toBe(200)
})
