import { describe, expect, test } from 'vitest'
import type { Limit } from '../../src/platform/rate-limits.js'
import { makeApp } from '../support/app.js'
import { makeCompany, newEmail } from '../support/company.js'
import { words } from '../support/visitor.js'

/** Uses a limit up, as many others would have done. */
async function exhaust(limit: Limit, key: string): Promise<void> {
  while ((await limit.take(key)) === null);
}

describe('ASVS 2.4.1: what is costly has a limit by company', () => {
  test('analyses, by either way to ask for one', async () => {
    const [one, other] = await Promise.all([makeCompany(), makeCompany()])
    const app = makeApp()
    const visitor = await app.visitor().signIn(one.owner)
    await exhaust(app.services.limits.analyses, String(one.id))
    const sent = { source: 'https://git.example.com/a/b', window: '90d' }
    const answer = await visitor.post('/start', '/repositories', sent)
    expect(answer.status).toBe(429)
    expect(words(answer.text)).toMatch(/Too many tries\. Wait \d+ minutes/)
    const free = await app.visitor().signIn(other.owner)
    expect((await free.post('/start', '/repositories', sent)).status).toBe(303)
  })

  test('invitations', async () => {
    const { id, owner } = await makeCompany()
    const app = makeApp()
    const visitor = await app.visitor().signIn(owner)
    await exhaust(app.services.limits.invitations, String(id))
    const sent = { email: newEmail(), role: 'developer' }
    const page = '/settings/invitations'
    expect((await visitor.post(page, page, sent)).status).toBe(429)
  })
})

describe('ASVS 6.3.1: what strangers do has a limit by network', () => {
  test.each([
    ['signUp', '/sign-up', 429],
    ['recoveryAddress', '/password-resets', 429],
    ['links', '/password-reset', 429],
    ['address', '/sign-in', 429],
  ] as const)('%s', async (name, path, status) => {
    const app = makeApp()
    const networks = ['127.0.0.1', '0:0:0:0::/64']
    for (const network of networks) await exhaust(app.services.limits[name], network)
    const email = newEmail()
    const password = 'four unrelated blue words'
    const forms = {
      '/sign-up': { email },
      '/password-resets': { email },
      '/password-reset': { password },
      '/sign-in': { email, password },
    }
    const answer = await app.visitor().post('/sign-in', path, forms[path])
    expect(answer.status).toBe(status)
  })

  test('and failed sign-ins by the domain of the address', async () => {
    const { owner } = await makeCompany()
    const app = makeApp()
    await exhaust(app.services.limits.domain, 'example.com')
    expect((await app.visitor().trySignIn(owner.email)).status).toBe(429)
  })
})
