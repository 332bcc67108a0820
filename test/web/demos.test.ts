import { describe, expect, test } from 'vitest'
import { inCompany } from '../../src/database/company.js'
import { createDemo } from '../../src/demo/create-demo.js'
import type { JobQueue } from '../../src/jobs/queue.js'
import { makeLink } from '../../src/people/links.js'
import { makeApp } from '../support/app.js'
import { makeCompany } from '../support/company.js'
import { testDatabase } from '../support/database.js'
import { snapshot } from '../support/snapshot.js'
import { type Visitor, words } from '../support/visitor.js'

const offered = { CODEVISTO_DEMO: '1' }
const database = testDatabase()

/** An app that offers sample data, and the companies it puts in line for it. */
function open(environment: NodeJS.ProcessEnv = offered) {
  const asked: string[] = []
  const queue: JobQueue = {
    add: async (_, key) => void asked.push(key),
    ...{ work: async () => {}, isReady: async () => true, close: async () => {} },
  }
  return { ...makeApp({ environment, queue }), asked }
}

const companyOf = (key: string | undefined) => BigInt(key!.replace('demo-', ''))

/** Says that all is there, as a worker would have. */
const finish = (companyId: bigint) =>
  inCompany(database, companyId, (db) =>
    db.company.updateMany({ data: { demoReadyAt: new Date() } }),
  )

async function clicked(visitor: Visitor) {
  const answer = await visitor.post('/', '/demo', {})
  expect([answer.status, answer.headers.location]).toEqual([303, '/demo'])
}

describe('sample data', () => {
  test('is one click away on the first page, and signs the visitor in', async () => {
    const app = open()
    const visitor = app.visitor()
    expect((await visitor.get('/')).text).toContain('Look around with sample data')
    await clicked(visitor)
    expect(app.asked).toHaveLength(1)
    const progress = await visitor.get('/demo')
    expect(words(progress.text)).toContain('Your sample data is being made.')
    expect(progress.text).toContain('data-refresh="2"')
    await finish(companyOf(app.asked[0]))
    expect((await visitor.get('/demo')).headers.location).toBe('/')
    for (const path of ['/', '/repositories', '/settings/company']) {
      expect((await visitor.get(path)).text, path).toContain('This is sample data')
    }
  })

  test('is not offered unless the configuration says so', async () => {
    const visitor = open({}).visitor()
    expect((await visitor.get('/')).text).not.toContain('sample data')
    expect((await visitor.get('/demo')).status).toBe(404)
    expect((await visitor.post('/sign-in', '/demo', {})).status).toBe(404)
  })

  test('can be a tour elsewhere', async () => {
    const { text } = await open({ DEMO_TOUR_URL: 'https://tour.example.com/' }).visitor().get('/')
    expect(text).toContain('href="https://tour.example.com/"')
  })

  test('belongs to each visitor alone', async () => {
    const app = open()
    await clicked(app.visitor())
    await clicked(app.visitor())
    expect(new Set(app.asked).size).toBe(2)
  })

  test('leaves a real company as it is; signing in again comes back', async () => {
    const app = open()
    const { owner, id } = await makeCompany()
    const visitor = await app.visitor().signIn(owner)
    expect(words((await visitor.get('/demo')).text)).toContain('Sign in again to come back.')
    const answer = await visitor.post('/demo', '/demo', {})
    expect(answer.headers.location).toBe('/demo')
    expect(companyOf(app.asked[0])).not.toBe(id)
    expect((await visitor.get('/demo')).text).toContain('Quillhaven')
    await app.visitor().signIn(owner)
  })

  test('reaches nobody: nothing is added, read or sent', async () => {
    const app = open()
    const visitor = app.visitor()
    await clicked(visitor)
    await finish(companyOf(app.asked[0]))
    expect((await visitor.get('/me')).text).not.toContain('href="/start"')
    const invited = { email: 'somebody@example.com', role: 'owner' }
    for (const [path, fields] of [
      ['/repositories', { source: 'https://git.example.com/x', window: 'all' }],
      ['/settings/invitations', invited],
      ['/settings/connections', {}],
    ] as const) {
      const answer = await visitor.post('/repositories', path, fields)
      expect([path, answer.status]).toEqual([path, 409])
      expect(words(answer.text)).toContain('This is sample data')
    }
  })

  test('is limited by network', async () => {
    const app = open()
    const answers: number[] = []
    for (let one = 0; one < 11; one++) {
      answers.push((await app.visitor().post('/', '/demo', {})).status)
    }
    expect(answers).toEqual([...Array(10).fill(303), 429])
  })
})

describe('its removal', () => {
  test('waits while it is being made', async () => {
    const visitor = open().visitor()
    await clicked(visitor)
    expect((await visitor.post('/demo', '/demo/remove', {})).status).toBe(409)
  })

  test('takes everything in one click, and signs out', async () => {
    const app = open()
    const visitor = app.visitor()
    await clicked(visitor)
    const id = companyOf(app.asked[0])
    await finish(id)
    const before = await snapshot(id)
    expect(before).toContain('Quillhaven')
    const answer = await visitor.post('/', '/demo/remove', {})
    expect([answer.status, answer.headers.location]).toEqual([303, '/'])
    expect(await snapshot(id)).not.toContain('Quillhaven')
    const { text } = await visitor.get('/')
    expect(text).toContain('The sample data is gone.')
    expect(text).toContain('href="/sign-up"')
    expect((await visitor.get('/repositories')).headers.location).toMatch(/^\/sign-in/)
  })

  test('is nothing for a real company', async () => {
    const { owner, id } = await makeCompany()
    const visitor = await open().visitor().signIn(owner)
    const before = await snapshot(id)
    expect((await visitor.post('/repositories', '/demo/remove', {})).status).toBe(404)
    expect(await snapshot(id)).toBe(before)
  })
})

describe('the link of npm run demo', () => {
  async function link() {
    const { companyId, id } = await createDemo(database)
    await finish(companyId)
    return inCompany(database, companyId, (db) => makeLink(db, 'demo', id))
  }

  test('opens signed in, once', async () => {
    const app = open({ CODEVISTO_EMBEDDED: '1' })
    const token = await link()
    const visitor = app.visitor()
    const answer = await visitor.get(`/demo/${token}`)
    expect([answer.status, answer.headers.location]).toEqual([303, '/'])
    expect((await visitor.get('/')).text).toContain('This is sample data')
    expect((await app.visitor().get(`/demo/${token}`)).status).toBe(410)
  })

  test('opens nothing anywhere but on one machine', async () => {
    expect(
      (
        await open()
          .visitor()
          .get(`/demo/${await link()}`)
      ).status,
    ).toBe(410)
  })
})
