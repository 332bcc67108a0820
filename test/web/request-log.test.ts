import { expect, test } from 'vitest'
import { openQueue } from '../../src/jobs/queue.js'
import { newToken } from '../../src/people/links.js'
import { loggedPath } from '../../src/web/middleware/request-log.js'
import { routes } from '../../src/web/routes.js'
import { makeApp } from '../support/app.js'
import { makeCompany } from '../support/company.js'
import { databaseUrls } from '../support/database.js'
import { readableLog } from '../support/log.js'
import { withResolvers } from '../support/with-resolvers.js'

test('ASVS 16.2.1: every line of a request carries its id, and the company once it is known', async () => {
  const { log, lines } = readableLog()
  const { visitor, services } = makeApp({ log })
  const company = await makeCompany()
  const person = await visitor().signIn(company.owner)
  lines.length = 0
  services.limits.analyses.take = () => Promise.reject(new Error('broken on purpose'))
  await person.post('/start', '/repositories', {
    source: 'https://git.example.com/x',
    window: '90d',
  })
  const told = lines.map((line) => JSON.parse(line)).filter(({ path }) => path === '/repositories')
  expect(told.map(({ msg, level }) => [level, msg])).toEqual([
    ['error', 'a request failed'],
    ['info', 'request'],
  ])
  expect(told[0].request).toBe(told[1].request)
  for (const line of told) expect(line.company).toBe(String(company.id))
})

test('a path that ends in a key is logged without it, whichever it is', () => {
  const keyed = routes.map(({ path }) => path).filter((path) => /:(token|key)/.test(path))
  expect(keyed.length).toBeGreaterThanOrEqual(6)
  for (const path of [...keyed, '/webhooks/:key']) {
    expect(loggedPath(path.replace(/:(token|key)/, 'mistyped'))).toMatch(/\/\[secret\]$/)
    expect(loggedPath(path.replace(/:(token|key)/, newToken()))).toMatch(/\/\[secret\]$/)
  }
})

test('every line of a job carries its id and its company', async () => {
  const { log, lines } = readableLog()
  const queue = openQueue({ postgresUrl: databaseUrls().appUrl }, log)
  const done = withResolvers<void>()
  await queue.work('make-demo', 1, async () => {
    log.info('at it')
    setImmediate(done.resolve)
    throw new Error('and fails')
  })
  await queue.add('make-demo', 'a-key', { companyId: '77' })
  await done.promise
  await queue.close()
  const told = lines.map((line) => JSON.parse(line)).filter(({ job }) => job === 'a-key')
  expect(told.map(({ msg, company }) => [msg, company])).toEqual([
    ['at it', '77'],
    ['job failed', '77'],
  ])
})
