// Deleting one year of the largest repository of a company of many commits, while its pages are asked and while
// somebody changes what pages change: how long each waits for a lock. Budget: 200 ms at ten million commits.
// Lock waits are what PostgreSQL says (pg_locks), looked at every few milliseconds.
//   node bench/clean-up.mjs [commits=1000000]          after npm run build
import { chmod, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import pg from 'pg'
import { budget } from './budget.mjs'
import { fillCompany } from './filled-company.mjs'

const [commits = 1_000_000] = process.argv.slice(2).map(Number)
const dist = join(dirname(fileURLToPath(import.meta.url)), '..', 'dist')
const load = (path) => import(join(dist, path))
const { startEmbedded } = await load('database/embedded.js')
const { migrate } = await load('database/migrate.js')
const { openDatabase } = await load('database/client.js')
const { inCompany } = await load('database/company.js')
const { inBulk } = await load('database/staging.js')
const { signUp } = await load('people/sign-up.js')
const { renameDeveloper } = await load('people/developer-corrections.js')
const { nowhere } = await load('audit/traces.js')
const { record } = await load('audit/record.js')
const { listCommits, sumCommits } = await load('metrics/commit-list.js')
const { countPulls, listPulls } = await load('metrics/pull-request-list.js')
const { countBots } = await load('metrics/bots.js')
const { requestCleanUp } = await load('retention/clean-ups.js')
const { cleanUpStep } = await load('retention/clean-up-steps.js')
const { refreshDays } = await load('roll-ups/refresh-roll-ups.js')
const { checkRollUps } = await load('roll-ups/check-roll-ups.js')

const data = await mkdtemp(join(tmpdir(), 'codevisto-bench-'))
await chmod(data, 0o755)
const server = await startEmbedded(data, ['fsync=off', 'max_wal_size=4GB'])
const { ownerUrl, appUrl, superUrl } = server
await migrate({ ownerUrl, appUrl })
const database = openDatabase(appUrl, { connections: 1 })
const reading = openDatabase(appUrl, { connections: 1 })
const writing = openDatabase(appUrl, { connections: 1 })
const client = new pg.Client({ connectionString: ownerUrl })
await client.connect()
const onlooker = new pg.Client({ connectionString: superUrl })
await onlooker.connect()

const owner = await signUp(
  database,
  { name: 'Northwind', timeZone: 'UTC' },
  { name: 'Ines Ribeiro', email: 'ines@example.com', password: 'a long enough password' },
)
const { companyId } = owner
await fillCompany({ dist, client, database, owner, commits, files: 3, filesUpTo: 1, settles: true })
const day = (back) => new Date(Date.now() - back * 86_400_000).toISOString().slice(0, 10)
const scope = { from: day(90), to: day(0), repositoryId: null, bots: false }
const narrowing = { type: null, folder: null, week: null, merges: false, excluded: false }
const pulls = { state: null, week: null, reviewerId: null, own: null }
const firstPage = { skip: 0, take: 50 }

/** What pages ask. */
const reads = {
  commits: async (db) => {
    await countBots(db, scope)
    await sumCommits(db, scope, narrowing)
    await listCommits(db, scope, narrowing, firstPage)
  },
  'pull requests': async (db) => {
    await countPulls(db, scope, pulls)
    await listPulls(db, scope, pulls, firstPage)
  },
}

/** What forms change, of things that a clean-up changes too. */
const writes = {
  'an audit entry': (db) =>
    record(db, {
      ...{ action: 'session.begun', actorId: owner.id, subjectId: owner.id, from: nowhere },
      after: { method: 'password' },
    }),
  'a developer’s name': (db) => renameDeveloper(db, 3n, `Maya ${Math.random()}`),
  'a day made anew': (db) => refreshDays(db, [{ repositoryId: 2n, day: day(20) }]),
  'a setting of the repository': (db) =>
    db.repository.updateMany({ where: { id: 1n }, data: { name: `ledger ${Math.random()}` } }),
}

const pidOf = async (of) => (await of.pool.query('SELECT pg_backend_pid() AS pid')).rows[0].pid
const pids = { reads: await pidOf(reading), writes: await pidOf(writing) }
const longest = { reads: 0, writes: 0 }
const at = {}
let isOver = false

async function watch() {
  while (!isOver) {
    const { rows } = await onlooker.query(
      `SELECT pid, 1000 * extract(epoch FROM clock_timestamp() - waitstart)::float8 AS ms FROM pg_locks
       WHERE NOT granted AND waitstart IS NOT NULL AND pid = ANY($1::int[])`,
      [Object.values(pids)],
    )
    for (const { pid, ms } of rows) {
      const who = pid === pids.reads ? 'reads' : 'writes'
      if (ms > longest[who]) {
        longest[who] = ms
        at[who] = `${at.write ?? ''}, in the step ${stage}`
      }
    }
    await new Promise((done) => setTimeout(done, 3))
  }
}

const times = new Map()
const faults = []
async function keep(of, kinds, begun) {
  while (!isOver) {
    for (const [name, work] of Object.entries(kinds)) {
      begun?.(name)
      const from = performance.now()
      await inCompany(of, companyId, work).catch((error) =>
        faults.push(`${name}: ${error.message.trim().split('\n').at(-1)}`),
      )
      times.set(name, [...(times.get(name) ?? []), performance.now() - from])
      await new Promise((done) => setTimeout(done, 20))
    }
  }
}

const id = await inCompany(database, companyId, (db) => {
  const [firstDay, lastDay] = [day(465), day(100)]
  const wish = { kind: 'period', repositoryIds: [1n], name: 'ledger', firstDay, lastDay }
  const bounds = { fromAt: new Date(firstDay), toAt: new Date(`${lastDay}T23:59:59.999Z`) }
  return requestCleanUp(db, { ...wish, ...bounds }, { actorId: owner.id, from: nowhere })
})

let stage = 'mark'
const steps = new Map()
const watching = watch()
const read = keep(reading, reads)
const write = keep(writing, writes, (name) => {
  at.write = name
})
const begun = performance.now()
for (let state = 'more'; state !== 'done'; ) {
  const { rows } = await client.query('SELECT stage FROM clean_ups WHERE id = $1', [String(id)])
  stage = rows[0].stage
  const from = performance.now()
  state = await inBulk(database, companyId, (queries) => cleanUpStep(queries, id))
  steps.set(stage, [...(steps.get(stage) ?? []), performance.now() - from])
}
const took = (performance.now() - begun) / 1000
isOver = true
await Promise.all([watching, read, write])

const { rows } = await client.query('SELECT counts FROM clean_ups WHERE id = $1', [String(id)])
console.log(`${commits} commits; went in ${took.toFixed(1)} s: ${JSON.stringify(rows[0].counts)}`)
const line = (name, all) => {
  const sorted = all.toSorted((one, other) => one - other)
  const median = sorted[Math.floor(sorted.length / 2)]
  return `  ${name.padEnd(28)} ${String(all.length).padStart(5)} times, median ${median.toFixed(0)} ms, longest ${sorted.at(-1).toFixed(0)} ms`
}
for (const fault of faults) console.log(`FAULT ${fault}`)
console.log('steps, each a transaction:')
for (const [name, all] of steps) console.log(line(name, all))
console.log('asked meanwhile, waiting for the processor included:')
for (const [name, all] of times) console.log(line(name, all))
for (const who of ['reads', 'writes']) {
  console.log(`longest wait of ${who} for a lock: ${longest[who].toFixed(0)} ms ${at[who] ?? ''}`)
}
budget('longest wait of a page for a clean-up', longest.reads, 200, ' ms')
const off = await inCompany(database, companyId, checkRollUps).catch(() => null)
console.log(`days whose roll-ups differ: ${off ? off.length : 'not counted in time'}`)
for (const one of [database, reading, writing]) await one.close()
await client.end()
await onlooker.end()
await server.stop()
await rm(data, { recursive: true, force: true })
process.exitCode = Math.max(longest.reads, longest.writes) > 200 || faults.length > 0 ? 1 : 0
