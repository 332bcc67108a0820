import { randomBytes } from 'node:crypto'
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Redis } from 'ioredis'
import supertest from 'supertest'
import { beforeAll, describe, expect, test } from 'vitest'
import type { HostKind } from '../src/code-hosts/host-type.js'
import { analyzeRepositoryJob } from '../src/jobs/analyze-repository.js'
import { collectRepositoryJob } from '../src/jobs/collect-repository.js'
import { connecting } from '../src/jobs/collect-services.js'
import { dispatchCollections } from '../src/jobs/collection-dispatcher.js'
import { dispatch } from '../src/jobs/dispatcher.js'
import { requestListing } from '../src/jobs/list-due.js'
import { listRepositoriesJob } from '../src/jobs/list-repositories.js'
import { type JobQueue, openQueue } from '../src/jobs/queue.js'
import type { Log } from '../src/platform/log.js'
import { openRateLimits } from '../src/platform/rate-limits.js'
import { makeApp } from './support/app.js'
import { authorization } from './support/code-host/ask-fake.js'
import { delivery } from './support/code-host/deliveries.js'
import { FakeCodeHost } from './support/code-host/fake-code-host.js'
import type { FaultKind } from './support/code-host/fault.js'
import type { SeedRepository } from './support/code-host/seed.js'
import { seed } from './support/code-host/seed-builder.js'
import { giveGit } from './support/code-host/seed-git.js'
import { Stranger } from './support/code-host/stranger.js'
import type { FakeToken } from './support/code-host/tokens.js'
import { makeCompany } from './support/company.js'
import { databaseUrls, forgetRuns, testDatabase } from './support/database.js'
import { allFiles, watchProcesses, wholeDatabase, wholeRedis } from './support/everything.js'
import { searchPath } from './support/git-repository.js'
import { servicesFor } from './support/hosted.js'
import { readableLog } from './support/log.js'
import { deliverMails } from './support/mailbox.js'
import { foundIn, needlesOf } from './support/needles.js'
import { startRedis } from './support/redis.js'
import { isMissing } from './support/requirements.js'

// "A token is nowhere": tokens that exist nowhere else are given to the whole product, every way it has
// of failing is gone, and then they are looked for in all that it keeps, says and leaves behind.

const kinds = ['github', 'gitlab', 'bitbucket'] as const
const faults: FaultKind[] = [
  ...(['unauthorised', 'forbidden', 'too-many', 'html-200', 'wrong-shape'] as const),
  ...(['redirect-away', 'truncated'] as const),
]
const beginnings = { github: 'github_pat_', gitlab: 'glpat-', bitbucket: 'ATATT3x' }

/** A secret, the header it is shown in, and what git is told, in every coding. */
function needlesFor(token: FakeToken, secret: string): string[] {
  const users = ['x-access-token', 'oauth2', 'x-bitbucket-api-token-auth']
  const headers = [
    authorization(token).split(' ')[1]!,
    ...users.map((user) => Buffer.from(`${user}:${token.secret}`).toString('base64')),
  ]
  return [
    ...needlesOf(token.secret, secret),
    ...headers.flatMap((header) => [header, encodeURIComponent(header)]),
  ]
}

const needles: string[] = []
let heard = ''
/** Everything that could hold one, by what it is. */
const places = new Map<string, string>()

beforeAll(async () => {
  await forgetRuns()
  const temporary = mkdtempSync(join(tmpdir(), 'codevisto-tokens-'))
  const before = process.env.TMPDIR
  process.env.TMPDIR = temporary
  const redis = isMissing('redis') ? null : await startRedis()
  const said: string[] = []
  const monitor = redis ? await new Redis(redis.url).monitor() : null
  monitor?.on('monitor', (_time, args: string[]) => said.push(args.join(' ')))
  const { log, lines } = readableLog()
  const watch = watchProcesses({ environments: false })
  try {
    const product = await begin(log, redis?.url ?? null, temporary)
    for (const kind of kinds) await drive(kind, product)
    for (const { to, ...message } of await deliverMails()) {
      places.set(`mail ${to}`, JSON.stringify(message))
    }
    heard = JSON.stringify(product.fake.requests.all)
    expect(product.stranger.requests).toEqual([])
    places.set('processes', [...watch.stop()].join('\n'))
    places.set('log', lines.join(''))
    for (const [table, rows] of await wholeDatabase()) places.set(`table ${table}`, rows)
    if (redis) places.set('Redis', await wholeRedis(redis.url))
    places.set('said to Redis', said.join('\n'))
    await product.stop()
    for (const [path, text] of allFiles(temporary)) {
      // The repositories that the fake serves are the test's own.
      if (!path.includes('codevisto-test-repository')) places.set(`file ${path}`, text)
    }
  } finally {
    monitor?.disconnect()
    await redis?.stop()
    if (before === undefined) delete process.env.TMPDIR
    else process.env.TMPDIR = before
    rmSync(temporary, { recursive: true, force: true })
  }
}, 900_000)

describe('a token', () => {
  test('is nowhere, in no form', () => {
    const hits = [...places].flatMap(([place, text]) =>
      foundIn(text, needles).map((needle) => `${place}: ${needle}`),
    )
    expect(hits).toEqual([])
  })

  test('would have been found, in every form', () => {
    const [token] = tokens
    const { secret } = token!
    const forms = [
      ...[secret, encodeURIComponent(`a ${secret}`), JSON.stringify({ secret })],
      Buffer.from(secret).toString('hex').toUpperCase(),
      ...['', '.', '..'].map((first) => Buffer.from(`${first}user:${secret}`).toString('base64')),
      `authorization: ${authorization(token!)}`,
    ]
    for (const form of forms) expect(foundIn(`before ${form} after`, needles), form).not.toEqual([])
    expect(foundIn(readFileSync(new URL(import.meta.url), 'utf8'), needles)).toEqual([])
  })

  test('was given away where it belongs, and every way was gone', () => {
    // To the code host, in its own header.
    for (const token of tokens) expect(heard).toContain(authorization(token).split(' ')[1])
    expect(places.get('table public.connections')).toContain(tokens[0]!.secret.slice(-4))
    const log = places.get('log')!
    for (const told of ['the list could not be read', 'the host stopped a reading']) {
      expect(log).toContain(told)
    }
    for (const told of ['collected', 'listed', 'analysed']) expect(log).toContain(`"${told}"`)
    const pages = [...places].filter(([place]) => place.startsWith('page ')).map(([, html]) => html)
    for (const told of [/refuses this token/, /refuses the token/, /is replaced/, /allowance/]) {
      expect(
        pages.some((html) => told.test(html)),
        String(told),
      ).toBe(true)
    }
    expect(places.get('table public.webhook_deliveries')).not.toBe('')
  })

  test.skipIf(!existsSync('/proc/self/environ'))('was used by git, which was seen at work', () => {
    expect(places.get('processes')).toContain('fetch')
    expect([...places.keys()].filter((place) => place.startsWith('file '))).toEqual([])
  })
})

const tokens: FakeToken[] = []
type Product = Awaited<ReturnType<typeof begin>>

/** Web and worker with the real adapters, in front of one fake that speaks as all three. */
async function begin(log: Log, redisUrl: string | null, workFolder: string) {
  const [fake, stranger, company] = await Promise.all([
    FakeCodeHost.start(seed({ repositories: 3, pullRequests: 3 })),
    Stranger.start(),
    makeCompany(),
  ])
  const gits = await Promise.all(fake.seed.repositories.map(giveGit))
  const reach = servicesFor(fake, { timeLimitMs: 2_000, sizeLimitBytes: 1 << 20 })
  const store = openQueue(redisUrl ? { redisUrl } : { postgresUrl: databaseUrls().appUrl }, log)
  const under = { way: 0 }
  const queue: JobQueue = {
    ...store,
    async add(...job) {
      under.way += 1
      await store.add(...job)
    },
  }
  const counted =
    <Given extends unknown[]>(handler: (...given: Given) => Promise<void>) =>
    (...given: Given) =>
      handler(...given).finally(() => {
        under.way -= 1
      })
  const database = testDatabase()
  const app = makeApp({ queue, log, environment: { OUTBOUND_ALLOW: fake.origin } })
  Object.assign(app.services, reach)
  const config = { ...app.services.config, workFolder, searchPath }
  const services = { config, database, log, ...reach }
  await store.work(
    'analyze-repository',
    1,
    counted((run, leaving) =>
      analyzeRepositoryJob({ ...services, codeHosts: reach }, run, leaving),
    ),
  )
  await store.work(
    'list-repositories',
    1,
    counted((listing, leaving) => listRepositoriesJob(services, listing, leaving)),
  )
  const collecting = { database, log, connect: connecting(reach) }
  await store.work(
    'collect-repository',
    1,
    counted((turn, leaving) => collectRepositoryJob(collecting, turn, leaving)),
  )
  const visitor = await app.visitor().signIn(company.owner)
  return {
    ...{ fake, stranger, company, app, queue, visitor },
    /** Lets in what waits, and waits until it is worked off. */
    async workOff() {
      await dispatchCollections(database, queue)
      await dispatch(database, queue)
      for (let waits = 0; under.way > 0; waits++) {
        if (waits > 3_000) throw new Error(`${under.way} jobs do not end.`)
        await new Promise((resolve) => setTimeout(resolve, 10))
      }
    },
    async stop() {
      await store.close()
      await Promise.all([fake.stop(), stranger.stop()])
      for (const git of gits) git.remove()
    },
  }
}

/** Goes every way to fail there is with one host. */
async function drive(kind: HostKind, product: Product): Promise<void> {
  const { fake, stranger, company, app, queue, visitor, workOff } = product
  const repository = fake.seed.repositories[kinds.indexOf(kind)]!
  const secret = randomBytes(30).toString('base64url')
  const token = fake.token(kind, { secret: `${beginnings[kind]}${secret}` })
  tokens.push(token)
  needles.push(...needlesFor(token, secret))
  let pages = 0
  const open = async (path: string) => {
    places.set(`page ${kind} ${++pages} ${path}`, (await visitor.get(path)).text)
  }
  const send = async (page: string, path: string, fields: object) => {
    Object.assign(app.services, { limits: openRateLimits(null) })
    const sent = await visitor.post(page, path, fields)
    places.set(`page ${kind} ${++pages} ${path}`, sent.text + JSON.stringify(sent.headers))
    if (sent.headers.location) await open(sent.headers.location)
    return sent
  }
  const under = async (fault: FaultKind, act: () => Promise<unknown>) => {
    const times = fault === 'truncated' ? 1 : 9
    fake.faults.push({ kind: fault, times, to: `${stranger.origin}/away` })
    await act()
    fake.faults.clear()
  }
  const shown = { token: token.secret, ...(token.email ? { tokenUser: token.email } : {}) }
  const form = `/settings/connections/new?host=${kind}&origin=${fake.origin}`
  const connect = () =>
    send(form, '/settings/connections', { host: kind, origin: fake.origin, name: kind, ...shown })

  for (const fault of faults) await under(fault, connect)
  const here = () => company.work((db) => db.connection.findFirst({ where: { host: kind } }))
  if (!(await here())) await connect()
  await workOff()
  const { id: connectionId } = (await here())!
  const page = `/settings/connections/${connectionId}`
  const list = async () => {
    await company.work((db) => db.connection.updateMany({ data: { listingSeenAt: null } }))
    await requestListing(testDatabase(), queue, { companyId: company.id, connectionId })
    await workOff()
  }
  for (const fault of faults) {
    await under(fault, async () => {
      await list()
      await send(page, `${page}/checks`, {})
      await send(page, `${page}/token`, shown)
    })
  }
  await list()
  const picker = `${page}/repositories`
  await open(picker)

  await under('forbidden', async () => {
    await send(picker, picker, { every: '1', q: repository.name, window: 'all' })
    await workOff()
  })
  const { id } = await company.work((db) =>
    db.repository.findFirstOrThrow({ where: { connectionId } }),
  )
  const at = `/repositories/${id}`
  const read = async () => {
    await company.work((db) => db.quota.deleteMany())
    await send(at, `${at}/collections`, {})
    await send(at, `${at}/analyses`, { window: 'all' })
    await workOff()
    await open(at)
  }
  for (const fault of faults) await under(fault, read)
  await read()
  await hook(product, send, page, { kind, repository })
  const { gitPath } = repository
  Object.assign(repository, { gitPath: null })
  await read()
  Object.assign(repository, { gitPath })
  token.isRevoked = true
  await read()
  await list()
  await send(page, `${page}/checks`, {})
  await send(page, `${page}/token`, shown)
  for (const path of [page, '/settings/connections', '/start', '/settings/audit']) await open(path)
  await send(`${page}/remove`, `${page}/remove`, { name: 'not its name' })
}

/** A webhook that is made, heeded, forged and torn. */
async function hook(
  { fake, app, workOff }: Product,
  send: (page: string, path: string, fields: object) => Promise<{ text: string }>,
  page: string,
  { kind, repository }: { kind: HostKind; repository: SeedRepository },
): Promise<void> {
  const made = await send(page, `${page}/webhook`, {})
  const [, path = ''] = /https?:\/\/[^/"]+(\/webhooks\/[\w-]{43})/.exec(made.text) ?? []
  const [secret = ''] = /(?<![\w-/])[\w-]{43}(?![\w-])/.exec(made.text) ?? []
  const pull = repository.pullRequests[0]!
  const genuine = delivery(kind, { origin: fake.origin, repository, pull, secret })
  for (const body of [genuine.body, genuine.body, `${genuine.body} `, '{']) {
    await supertest(app.app).post(path).set(genuine.headers).send(body)
  }
  await workOff()
}
