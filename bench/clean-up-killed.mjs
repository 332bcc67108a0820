// The same rows whatever happens: one year of a company is cleared, and one of its people erased, once
// undisturbed and once with the process that does it killed (-9) at random points; everything that is stored
// of both companies must be equal. The process runs the worker's own handler, without the queue in between.
//   node bench/clean-up-killed.mjs [kills=20] [commits=40000] [seed=1]          after npm run build
import { spawn } from 'node:child_process'
import { chmod, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import pg from 'pg'
import { fillCompany } from './filled-company.mjs'

const [kills = 20, commits = 40_000, seed = 1] = process.argv.slice(2).map(Number)
const dist = join(dirname(fileURLToPath(import.meta.url)), '..', 'dist')
const load = (path) => import(join(dist, path))
const { startEmbedded } = await load('database/embedded.js')
const { migrate } = await load('database/migrate.js')
const { openDatabase } = await load('database/client.js')
const { inCompany } = await load('database/company.js')
const { signUp } = await load('people/sign-up.js')
const { nowhere } = await load('audit/traces.js')
const { requestCleanUp } = await load('retention/clean-ups.js')
const { requestErasure } = await load('retention/erasures.js')
const { checkRollUps } = await load('roll-ups/check-roll-ups.js')

const data = await mkdtemp(join(tmpdir(), 'codevisto-bench-'))
await chmod(data, 0o755)
const server = await startEmbedded(data, ['fsync=off'])
const { ownerUrl, appUrl } = server
await migrate({ ownerUrl, appUrl })
const database = openDatabase(appUrl)
const client = new pg.Client({ connectionString: ownerUrl })
await client.connect()

/** Numbers between 0 and 1, the same for the same seed. */
let state = seed
function random() {
  state = (state * 1_103_515_245 + 12_345) % 2 ** 31
  return state / 2 ** 31
}

const script = `
  const [dist, url, companyId, kind, subjectId] = process.argv.slice(1)
  const { openDatabase } = await import(dist + '/database/client.js')
  const { doChoreJob } = await import(dist + '/jobs/chores.js')
  const database = openDatabase(url, { connections: 2 })
  const chore = { companyId: BigInt(companyId), kind, subjectId: BigInt(subjectId) }
  process.stdout.write('begun')
  await doChoreJob({ database, log: { info() {} } }, chore, new AbortController().signal)
  await database.close()`

const pause = (ms) => new Promise((done) => setTimeout(done, ms))

/** A process at work on a chore: told of its beginning and of its end. */
function start(companyId, kind, id) {
  const told = [dist, appUrl, String(companyId), kind, String(id)]
  const child = spawn(process.execPath, ['--input-type=module', '-e', script, ...told], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const begun = new Promise((done) => child.stdout.once('data', done))
  const ended = new Promise((done) => child.once('exit', done))
  return { child, begun, ended }
}

const tables = { 'clean-up': 'clean_ups', erasure: 'erasures' }

async function isDone(companyId, kind, id) {
  const { rows } = await client.query(
    `SELECT stage = 'done' AS done FROM ${tables[kind]} WHERE "companyId" = $1 AND id = $2`,
    [String(companyId), String(id)],
  )
  return rows[0].done
}

async function undisturbed(companyId, kind, id) {
  const { begun, ended } = start(companyId, kind, id)
  await begun
  const from = performance.now()
  const status = await ended
  if (status !== 0) throw new Error(`the ${kind} ended with ${status}`)
  return performance.now() - from
}

async function disturbed(companyId, kind, id, took) {
  let count = 0
  for (; count < kills && !(await isDone(companyId, kind, id)); count++) {
    const { child, begun, ended } = start(companyId, kind, id)
    await begun
    // Together they last about as long as the whole work: the kills fall on all of it.
    await Promise.race([pause(((took * 1.8) / kills) * random()), ended])
    child.kill('SIGKILL')
    await ended
  }
  if (!(await isDone(companyId, kind, id))) await undisturbed(companyId, kind, id)
  return count
}

async function make(name) {
  const owner = await signUp(
    database,
    { name, timeZone: 'UTC' },
    { name: 'Ines Ribeiro', email: `${name}@example.com`, password: 'a long enough password' },
  )
  await fillCompany({ dist, client, database, owner, commits, files: 2 })
  const companyId = owner.companyId
  await client.query(
    `UPDATE commits c SET message = c.subject || E'\\n\\nReviewed-by: ' || d.name || ' <' || d.email || '>'
     FROM developers d WHERE d."companyId" = c."companyId" AND d.id = 2 AND c."companyId" = $1
       AND get_byte(c.hash, 1) % 4 = 0`,
    [String(companyId)],
  )
  return { companyId, ownerId: owner.id }
}

/** A year of every repository, but for its last 100 days. */
function clearing({ companyId, ownerId }) {
  const day = (back) => new Date(Date.now() - back * 86_400_000).toISOString().slice(0, 10)
  const [firstDay, lastDay] = [day(465), day(100)]
  return inCompany(database, companyId, async (db) => {
    const found = await db.repository.findMany({ orderBy: { id: 'asc' } })
    const repositoryIds = found.map(({ id }) => id)
    const wish = { kind: 'period', repositoryIds, name: null, firstDay, lastDay }
    const bounds = { fromAt: new Date(firstDay), toAt: new Date(`${lastDay}T23:59:59.999Z`) }
    return requestCleanUp(db, { ...wish, ...bounds }, { actorId: ownerId, from: nowhere })
  })
}

const erasing = ({ companyId, ownerId }) =>
  inCompany(database, companyId, (db) =>
    requestErasure(db, 2n, { actorId: ownerId, from: nowhere }),
  )

/** What is another one in every company, or says when. */
const passing = new Set(
  `companyId id requestedById requestedAt startedAt finishedAt clearedAt createdAt passwordHash email_ erasureSalt
   stamp stampedAt transactionId addedById position digest queuedAt madeAt`.split(/\s+/),
)
const kept =
  `commits file_changes paths identities developers host_accounts pull_requests reviews comments
  commit_days repository_days team_days repository_hours hot_spots couplings ownership cleared_periods clean_ups
  erasures erased_names analyses teams team_memberships exclusions`.split(/\s+/)

/** A fingerprint and a count of everything stored of a company, by table. */
async function stored({ companyId }) {
  const found = {}
  for (const table of kept) {
    const { rows: columns } = await client.query(
      `SELECT column_name AS name FROM information_schema.columns
       WHERE table_schema = 'public' AND table_name = $1 ORDER BY 1`,
      [table],
    )
    const list = columns.map(({ name }) => name).filter((name) => !passing.has(name))
    const { rows } = await client.query(
      `SELECT count(*)::int AS rows, md5(coalesce(string_agg(md5(t::text), '' ORDER BY md5(t::text)), '')) AS sum
       FROM (SELECT ${list.map((name) => `"${name}"`)} FROM ${table} WHERE "companyId" = $1) AS t`,
      [String(companyId)],
    )
    found[table] = `${rows[0].rows} rows ${rows[0].sum}`
  }
  return found
}

let failed = false
async function judge(name, one, other) {
  const [reference, found] = [await stored(one), await stored(other)]
  const different = kept.filter((table) => reference[table] !== found[table])
  const off = await inCompany(database, other.companyId, checkRollUps)
  failed ||= different.length > 0 || off.length > 0
  console.log(`${name}: ${different.length === 0 ? 'the same rows' : `DIFFERENT in ${different}`}`)
  console.log(`  roll-ups: ${off.length === 0 ? 'as the facts' : `${off.length} days differ`}`)
  for (const table of different) console.log(`  ${table}: ${reference[table]} | ${found[table]}`)
  return reference
}

try {
  const one = await make('undisturbed')
  const other = await make('killed')
  await judge('before', one, other)
  for (const [kind, ask] of Object.entries({ 'clean-up': clearing, erasure: erasing })) {
    const took = await undisturbed(one.companyId, kind, await ask(one))
    const count = await disturbed(other.companyId, kind, await ask(other), took)
    const reference = await judge(
      `${kind} of ${(took / 1000).toFixed(1)} s, killed ${count} times`,
      one,
      other,
    )
    const { commits: left, file_changes: changes, pull_requests: pulls } = reference
    console.log(`  left: commits ${left}, file changes ${changes}, pull requests ${pulls}`)
  }
} finally {
  await database.close()
  await client.end()
  await server.stop()
  await rm(data, { recursive: true, force: true })
}
process.exitCode = failed ? 1 : 0
