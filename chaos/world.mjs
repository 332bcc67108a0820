// What is read: a repository made in code, a code host on loopback that speaks as GitHub and serves it,
// and companies that read both through the product's own doors.
import { randomUUID } from 'node:crypto'
import { load, until } from './machine.mjs'

const { signUp } = await load('people/sign-up.js')
const { inCompany } = await load('database/company.js')
const { openSecretBox } = await load('platform/secrets.js')
const { openHostServices } = await load('repositories/host-services.js')
const { connectHost } = await load('repositories/open-connection.js')
const { addConnection } = await load('repositories/connections.js')
const { beginListing } = await load('repositories/remote-repositories.js')
const { listRepositoriesJob } = await load('jobs/list-repositories.js')
const { chooseRepositories } = await load('repositories/choose-repositories.js')
const { requestAnalysis } = await load('analysis/analyses.js')
const { openLog } = await load('platform/log.js')
const { nowhere } = await load('audit/traces.js')

export const password = 'a long enough password'

/** @returns the host, and how to stop it */
export async function makeWorld({ commits = 1_500, pullRequests = 160 } = {}) {
  const { createViteServer } = await import('vitest/node')
  const vite = await createViteServer({
    ...{ configFile: false, logLevel: 'error', appType: 'custom' },
    server: { middlewareMode: true, hmr: false, ws: false, watch: null },
  })
  const { FakeCodeHost } = await vite.ssrLoadModule('/test/support/code-host/fake-code-host.ts')
  const { seed } = await vite.ssrLoadModule('/test/support/code-host/seed-builder.ts')
  const { GitRepository } = await vite.ssrLoadModule('/test/support/git-repository.ts')
  const repository = await GitRepository.create()
  const people = ['Ada', 'Grace', 'Joan', 'Barbara']
  const begun = Date.UTC(2026, 0, 1) / 1000
  for (let at = 0; at < commits; at++) {
    const author = people[at % people.length]
    const line = (part) => `if (a${at} > ${part}) { b(${part}) }\n`.repeat(1 + (at % 7))
    const files = {
      [`lib/part-${at % 90}.js`]: `// ${at}\n${line(1)}${line(2)}`,
      [`test/part-${at % 50}.test.js`]: line(at % 3),
    }
    const email = `${author.toLowerCase()}@example.com`
    repository.commit({ message: `feat: step ${at}`, author, email, at: begun + at * 600, files })
  }
  repository.save()
  const made = seed({ pullRequests })
  made.repositories[0].gitPath = repository.path
  const host = await FakeCodeHost.start(made)
  return {
    host,
    async end() {
      await host.stop()
      await repository.remove()
      await vite.close()
    },
  }
}

/** A company that has connected the host and chosen its repository: both readings wait in line. */
export async function makePlace(machine, { host }, window = 'all') {
  const name = `chaos ${randomUUID().slice(0, 8)}`
  const email = `${randomUUID()}@example.com`
  const owner = await signUp(machine.database, { name, timeZone: 'UTC' }, { name, email, password })
  const { companyId } = owner
  const work = (does) => inCompany(machine.database, companyId, does)
  const secrets = openSecretBox(machine.masterKey, [])
  const config = { outboundAllow: [host.origin] }
  const services = openHostServices(config, secrets)
  const token = host.token('github')
  const key = { kind: 'github', origin: host.origin, token: token.secret, tokenUser: token.email }
  const found = await connectHost(services, key).checkToken()
  const by = { actorId: owner.id, from: nowhere }
  const connectionId = await work((db) => addConnection(db, secrets, { key, name, found }, by))
  const from = await work((db) => beginListing(db, connectionId))
  await listRepositoriesJob(
    { config, database: machine.database, log: openLog('chaos', 'silent'), ...services },
    { companyId, connectionId, listing: from.getTime() },
    new AbortController().signal,
  )
  const repositoryId = await work(async (db) => {
    const listed = await db.remoteRepository.findMany({ where: { connectionId } })
    await chooseRepositories(
      db,
      connectionId,
      listed.map(({ hostId }) => hostId),
      config,
    )
    const { id } = await db.repository.findFirstOrThrow({ where: { connectionId } })
    await requestAnalysis(db, { repositoryId: id, userId: owner.id, window })
    return id
  })
  return { companyId, repositoryId, email, name }
}

/** The newest analysis of the place, with its place in line. */
export async function analysisOf(machine, { companyId }) {
  const [row] = await machine.ask(
    `SELECT a.id, a.state, a.stage, a."faultCode", a."faultTitle", r.attempt, r.deaths,
       r."startedAt" IS NOT NULL AS begun
     FROM analyses a LEFT JOIN directory.runs r
       ON r."companyId" = a."companyId" AND r."analysisId" = a.id
     WHERE a."companyId" = $1 ORDER BY a.id DESC LIMIT 1`,
    [String(companyId)],
  )
  return row
}

async function collectionOf(machine, { companyId }) {
  const [row] = await machine.ask(
    `SELECT c."finishedAt", d."admittedAt" FROM collections c
     JOIN directory.collections_due d USING ("companyId", "repositoryId") WHERE c."companyId" = $1`,
    [String(companyId)],
  )
  return row
}

/** Whether both readings have come to their end. @throws when one has failed */
export async function isRead(machine, place) {
  const { state, faultTitle } = await analysisOf(machine, place)
  if (state === 'failed') throw new Failed(faultTitle)
  const { finishedAt, admittedAt } = await collectionOf(machine, place)
  return state === 'done' && finishedAt !== null && admittedAt === null
}

export class Failed extends Error {}

/** Waits until both readings have come to their end. */
export async function untilRead(machine, place, seconds = 120) {
  const { found, seconds: took } = await until(
    'reading',
    async () =>
      isRead(machine, place).catch((error) => {
        if (error instanceof Failed) return error
        throw error
      }),
    seconds,
  )
  if (found instanceof Failed) throw new Error(`The analysis failed: ${found.message}`)
  return took
}

/** Waits until a worker is in the middle of the analysis. */
export const untilReading = (machine, place, seconds = 90) =>
  until(
    'a worker at it',
    async () => {
      const { begun, stage, state } = await analysisOf(machine, place)
      if (state === 'done') return 'done'
      return begun && ['reading', 'history', 'storing', 'cloning'].includes(stage) ? stage : null
    },
    seconds,
  )
