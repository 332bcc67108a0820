import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import request from 'supertest'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openPostman } from '../../src/platform/mail.js'
import { makeApp, production, type TestApp } from '../support/app.js'
import { makeCompany, type TestCompany } from '../support/company.js'
import { words } from '../support/visitor.js'

let data: string
let app: TestApp
let company: TestCompany

beforeAll(async () => {
  data = await mkdtemp(join(tmpdir(), 'codevisto-outbox-'))
  app = makeApp({ environment: { CODEVISTO_DATA: data } })
  company = await makeCompany()
  const postman = openPostman({ ...app.services.config })
  const text = 'Hello <b>,\n\nhttp://localhost:3000/invitations/token\n\nhttps://evil.example/\n'
  const message = { subject: 'An <i>invitation</i>', text, html: '' }
  await postman.deliver({ ...message, to: 'ada@example.com' }, company.id)
  await postman.deliver({ ...message, to: 'other@example.com' }, 999_999n)
})
afterAll(() => rm(data, { recursive: true }))

describe('the outbox', () => {
  test('shows the mails to whoever sits at the machine, links of ours as links', async () => {
    const page = await app.visitor().get('/outbox')
    expect(page.status).toBe(200)
    expect(page.headers['cache-control']).toContain('no-store')
    expect(words(page.text)).toContain('To ada@example.com')
    expect(page.text).toContain('href="http://localhost:3000/invitations/token"')
    expect(page.text).not.toContain('href="https://evil.example/"')
    expect(page.text).not.toMatch(/<b>,|<i>invitation/)
  })

  test('is not there for another site under a name of its own', async () => {
    for (const host of ['evil.example', 'localhost.evil.example', '192.0.2.1']) {
      const answer = await request(app.app).get('/outbox').set('Host', host)
      expect(answer.status, host).toBe(404)
    }
  })

  test('shows an owner from elsewhere the own company’s mails, a developer none', async () => {
    const owner = await app.visitor().signIn(company.owner)
    const page = await owner.get('/outbox').set('Host', 'codevisto.lan')
    expect(page.text).toContain('ada@example.com')
    expect(page.text).not.toContain('other@example.com')
    const developer = await app.visitor().signIn(await company.add('developer'))
    expect((await developer.get('/outbox').set('Host', 'codevisto.lan')).status).toBe(404)
  })

  test('ASVS 15.2.3: is absent in production, and with a mail server', async () => {
    for (const environment of [production, { SMTP_URL: 'smtp://127.0.0.1:2525' }]) {
      const { app: web } = makeApp({ environment: { ...environment, CODEVISTO_DATA: data } })
      const answer = await request(web).get('/outbox').set('X-Forwarded-Proto', 'https')
      expect(answer.status).toBe(404)
    }
  })
})
