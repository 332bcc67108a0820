import { describe, expect, test } from 'vitest'
import { gitOrigin, makeApp } from '../support/app.js'
import { makeCompany } from '../support/company.js'
import { makeRepository } from '../support/facts.js'
import { words } from '../support/visitor.js'

test('signed out, the start page asks to sign in and comes back', async () => {
  const answer = await makeApp().visitor().get('/start')
  expect([answer.status, answer.headers.location]).toEqual([303, '/sign-in?next=%2Fstart'])
})

test.each([
  ['admin', 200],
  ['manager', 403],
  ['developer', 403],
] as const)('the start page answers a %s with %i', async (role, status) => {
  const company = await makeCompany()
  const visitor = await makeApp()
    .visitor()
    .signIn(await company.add(role))
  expect((await visitor.get('/start')).status).toBe(status)
})

test('it lists the company’s own readings', async () => {
  const [company, other] = await Promise.all([makeCompany(), makeCompany()])
  await makeRepository(company, 'mine')
  await makeRepository(other, 'foreign')
  const visitor = await makeApp().visitor().signIn(company.owner)
  const { text } = await visitor.get('/start')
  expect(text).toContain('mine')
  expect(text).not.toContain('foreign')
})

describe('the form that comes back', () => {
  async function sent(fields: object) {
    const { owner } = await makeCompany()
    const visitor = await makeApp().visitor().signIn(owner)
    return visitor.post('/start', '/repositories', fields)
  }

  test('says what is wrong with the address and keeps it', async () => {
    const answer = await sent({ source: 'git@github.com:x/y.git', window: '90d' })
    expect(answer.status).toBe(422)
    expect(words(answer.text)).toContain('SSH addresses are not read.')
    expect(answer.text).toContain('value="git@github.com:x/y.git"')
    expect(answer.text).toMatch(/value="90d" checked/)
    expect(answer.headers['cache-control']).toBe('no-store')
  })

  test('prints an address as it is, never as markup', async () => {
    const answer = await sent({ source: '"><img src=x onerror=alert(1)>', window: 'all' })
    expect(answer.status).toBe(422)
    expect(answer.text).not.toContain('<img src=x')
  })

  test('says when the window is missing or invented', async () => {
    for (const window of ['', '5y']) {
      const answer = await sent({ source: `${gitOrigin}/x`, window })
      expect(answer.status).toBe(422)
      expect(words(answer.text)).toContain('Choose how far back.')
    }
  })
})
