import { randomUUID } from 'node:crypto'
import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Redis } from 'ioredis'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type CanaryRepository, makeCanaryRepository } from './support/canary-repository.js'
import { makeCompany } from './support/company.js'
import { forgetRuns } from './support/database.js'
import { allFiles, watchProcesses, wholeDatabase, wholeRedis } from './support/everything.js'
import { FormClient } from './support/form-client.js'
import { GitServer } from './support/git-server.js'
import { readableLog } from './support/log.js'
import { linkIn, mailsTo } from './support/mailbox.js'
import { foundIn, needlesOf } from './support/needles.js'
import { startRedis, type TestRedis } from './support/redis.js'
import { isMissing } from './support/requirements.js'
import { runApp } from './support/running-app.js'

// "No source code was stored": lines of code that exist nowhere else are read by the whole product,
// then looked for in everything it keeps, says and leaves behind.

describe('the search itself', () => {
  const line = 'const öé = "Zx81kQw0PlmNb7Vc5RtY2Hj4" // %&+'
  const needles = needlesOf(line, 'Zx81kQw0PlmNb7Vc5RtY2Hj4')

  test.each<[string, string]>([
    ['as it is', `before ${line} after`],
    ['a piece', 'xxkQw0PlmNb7Vcxx'],
    ['in a JSON text', JSON.stringify({ a: line })],
    ['in an address', `/?q=${encodeURIComponent(line)}`],
    ['in hexadecimal', Buffer.from(`..${line}..`).toString('hex').toUpperCase()],
    ...[0, 1, 2, 3].map((before): [string, string] => [
      `in base64, ${before} bytes in`,
      Buffer.from(`${'.'.repeat(before)}${line}..`).toString('base64'),
    ]),
    ['a piece in base64', Buffer.from('.....Qw0PlmNb7Vc5..').toString('base64url')],
  ])('finds a line %s', (_, text) => {
    expect(foundIn(text, needles)).not.toEqual([])
  })

  test('finds nothing where nothing is', () => {
    expect(foundIn('Zx81kQw0Plm NbVc5RtY2Hj4 const öé', needles)).toEqual([])
  })
})

/** Where jobs wait: in PostgreSQL, or in a Redis of the test's own. */
const stores: [string, () => Promise<TestRedis | null>][] = [['PostgreSQL', async () => null]]
if (!isMissing('redis')) stores.push(['Redis', startRedis])

describe.each(stores)('with the queue in %s, a line of code', (_, startStore) => {
  let canary: CanaryRepository
  /** Everything that could hold it, by what it is. */
  const places = new Map<string, string>()

  beforeAll(async () => {
    await forgetRuns()
    canary = await makeCanaryRepository()
    const server = await GitServer.start(canary.repository.parent)
    const redis = await startStore()
    const told: string[] = []
    const monitor = redis ? await new Redis(redis.url).monitor() : null
    monitor?.on('monitor', (_time, args: string[]) => told.push(args.join(' ')))
    // Whatever is written to the folder for temporary files, by whomever, is written here.
    const temporary = mkdtempSync(join(tmpdir(), 'codevisto-canary-'))
    const before = process.env.TMPDIR
    process.env.TMPDIR = temporary
    const { log, lines } = readableLog()
    const allowed = { OUTBOUND_ALLOW: new URL(server.url()).origin }
    try {
      const app = await runApp({ log, environment: allowed, redisUrl: redis?.url ?? null })
      const watch = watchProcesses()
      const pages = await visit(app.origin, server.url())
      const commands = [...watch.stop()]
      for (const [path, html] of pages) places.set(`page ${path}`, html)
      places.set('log', lines.join(''))
      places.set('processes', commands.join('\n'))
      for (const [table, rows] of await wholeDatabase()) places.set(`table ${table}`, rows)
      if (redis) places.set('Redis', await wholeRedis(redis.url))
      places.set('said to Redis', told.join('\n'))
      for (const [path, text] of allFiles(app.workFolder)) places.set(`file ${path}`, text)
      for (const [path, text] of allFiles(temporary)) places.set(`file ${path}`, text)
      await app.stop()
      monitor?.disconnect()
    } finally {
      if (before === undefined) delete process.env.TMPDIR
      else process.env.TMPDIR = before
      rmSync(temporary, { recursive: true, force: true })
      await server.stop()
      await redis?.stop()
    }
  }, 120_000)

  afterAll(() => canary.repository.remove())

  test('is nowhere, in no form', () => {
    const hits = [...places].flatMap(([place, text]) =>
      canary.canaries
        .filter(({ needles }) => foundIn(text, needles).length > 0)
        .map(({ name }) => `${name}: ${place}`),
    )
    expect(hits).toEqual([])
    expect(canary.canaries.length).toBeGreaterThanOrEqual(20)
    // The whole database, with all that other tests have left in it, is looked through for every form.
  }, 900_000)

  test('would have been found: what may be kept is found', () => {
    const holding = (text: string) =>
      [...places].filter(([, held]) => held.includes(text)).map(([place]) => place)
    expect(holding(canary.control)).toEqual(
      expect.arrayContaining(['table public.commits', 'page /commits']),
    )
    expect(holding('new/name.js')).toContain('table public.paths')
    expect(places.get('log')).toMatch(/analysed/)
  })

  test.skipIf(!existsSync('/proc/self/environ'))('was read: git was seen at work', () => {
    expect(places.get('processes')).toContain('diff-tree')
    expect(places.get('processes')).toContain('fetch')
  })

  test('leaves no file behind', () => {
    expect([...places.keys()].filter((place) => place.startsWith('file '))).toEqual([])
  })
})

/** Signs up, adds the repository, waits for its analysis, and opens every page it is on. */
async function visit(origin: string, url: string): Promise<Map<string, string>> {
  const client = new FormClient(origin)
  const email = `${randomUUID()}@example.com`
  await makeCompany()
  await client.send('/sign-up', '/sign-up', { email })
  await client.send(linkIn((await mailsTo(email))[0]), '/sign-up/company', {
    ...{ company: 'Northwind', name: 'Ines Ribeiro', timeZone: 'UTC' },
    ...{ password: 'correct horse battery' },
  })
  const added = await client.send('/start', '/repositories', { source: url, window: '12m' })
  const pages = new Map([['progress', added.html]])
  for (let tries = 0; tries < 400; tries++) {
    const { html } = await client.get(added.url)
    pages.set(`analysis ${tries}`, html)
    if (/Open overview/.test(html)) break
    await new Promise((resolve) => setTimeout(resolve, 100))
  }
  const repository = added.url.replace(/\/analyses\/.*/, '')
  const more = [
    '/',
    '/commits',
    '/commits?merges=1',
    '/repositories',
    '/start',
    '/settings/exclusions',
  ]
  for (const path of [...more, '/settings/identities', repository, added.url]) {
    pages.set(path, (await client.get(path)).html)
  }
  return pages
}
