import { expect, onTestFinished, test } from 'vitest'
import { isDatabaseAway } from '../../src/database/away.js'
import { type Database, openDatabase } from '../../src/database/client.js'
import { inCompany } from '../../src/database/company.js'
import { namedQuery } from '../../src/database/named-query.js'
import { inBulk } from '../../src/database/staging.js'
import { connectAs, databaseUrls } from '../support/database.js'

function open(url: string): Database {
  const database = openDatabase(url, { connections: 1 })
  onTestFinished(() => database.close())
  return database
}

const faultOf = (work: Promise<unknown>) =>
  work.then(
    () => null,
    (error: unknown) => error,
  )

const raw = ({ prisma }: Database) => prisma.$queryRaw`SELECT 1 AS one`
const bound = (database: Database) => inCompany(database, 1n, (db) => db.user.count())

test.each(['127.0.0.1:1', 'nothing.invalid:5432'])(
  'a server that is not at %s is away',
  async (at) => {
    const database = open(`postgres://nobody@${at}/nothing`)
    for (const ask of [raw, bound]) expect(isDatabaseAway(await faultOf(ask(database)))).toBe(true)
  },
)

test('a server that ends our connection is away', async () => {
  const database = open(databaseUrls().appUrl)
  const behind = await connectAs('super')
  const [row] = await database.prisma.$queryRaw<[{ pid: number }]>`SELECT pg_backend_pid() AS pid`
  const running = faultOf(database.prisma.$queryRaw`SELECT pg_sleep(10)::text`)
  await new Promise((resolve) => setTimeout(resolve, 100))
  await behind.query('SELECT pg_terminate_backend($1)', [row.pid])
  expect(isDatabaseAway(await running)).toBe(true)
  // The next one gets a new connection.
  expect(await faultOf(raw(database))).toBeNull()
})

test('a connection that ends in the middle of a transaction is away', async () => {
  const database = open(databaseUrls().appUrl)
  const behind = await connectAs('super')
  const [row] = await database.prisma.$queryRaw<[{ pid: number }]>`SELECT pg_backend_pid() AS pid`
  const work = inCompany(database, 1n, async (db) => {
    await behind.query('SELECT pg_terminate_backend($1)', [row.pid])
    await new Promise((resolve) => setTimeout(resolve, 100))
    return db.user.count()
  })
  expect(isDatabaseAway(await faultOf(work))).toBe(true)
})

test('a connection that ends while bulk work holds it, and asks nothing, ends the work alone', async () => {
  const database = open(databaseUrls().appUrl)
  const behind = await connectAs('super')
  const pid = namedQuery<{ pid: number }>(
    'backend-of-a-test',
    'SELECT pg_backend_pid() AS pid, $1::bigint',
  )
  const work = inBulk(database, 1n, async (queries) => {
    const [row] = await queries.run(pid)
    await behind.query('SELECT pg_terminate_backend($1)', [row!.pid])
    // Time for the news to come, with nobody listening for an answer.
    await new Promise((resolve) => setTimeout(resolve, 200))
    return queries.run(pid)
  })
  expect(isDatabaseAway(await faultOf(work))).toBe(true)
  expect(await faultOf(raw(database))).toBeNull()
})

test('a pool without a free connection is away', async () => {
  const database = open(databaseUrls().appUrl)
  const busy = faultOf(database.prisma.$queryRaw`SELECT pg_sleep(4)::text`)
  await new Promise((resolve) => setTimeout(resolve, 100))
  const faults = await Promise.all([raw, bound].map((ask) => faultOf(ask(database))))
  expect(faults.map(isDatabaseAway)).toEqual([true, true])
  expect(await busy).toBeNull()
})

test.each(['53100', '53200', '53300'])('a server without room (%s) is away', (code) => {
  expect(isDatabaseAway(Object.assign(new Error('could not extend file'), { code }))).toBe(true)
})

test('a server that answers no is not', async () => {
  const database = open(databaseUrls().appUrl)
  const { prisma } = database
  const faults = [
    prisma.$queryRaw`SELECT * FROM directory.sessions`,
    prisma.$queryRaw`SELECT 1 / 0 AS nothing`,
    // No company has the id nought.
    inCompany(database, 0n, (db) => db.user.findFirstOrThrow()),
  ].map(faultOf)
  for (const fault of await Promise.all(faults)) {
    expect(fault).not.toBeNull()
    expect(isDatabaseAway(fault)).toBe(false)
  }
  for (const other of [null, undefined, 'P1001', 7, new Error('P1001'), {}]) {
    expect(isDatabaseAway(other)).toBe(false)
  }
})
