// The same rows whatever happens: a repository is analysed once undisturbed, once again, and once with
// its worker killed (-9) at random points; everything stored of it must be equal.
//   node bench/killed.mjs <repository> [kills] [seed]          after npm run build
import { spawn } from 'node:child_process'
import { chmod, mkdtemp, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { basename, dirname, join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import pg from 'pg'

const [repository, kills = '20', seed = '1'] = process.argv.slice(2)
if (!repository) {
  console.error('Usage: node bench/killed.mjs <repository> [kills] [seed]')
  process.exit(2)
}
const dist = join(dirname(fileURLToPath(import.meta.url)), '..', 'dist')
const load = (path) => import(join(dist, path))
const { startEmbedded } = await load('database/embedded.js')
const { migrate } = await load('database/migrate.js')
const { makeQueueTables } = await load('jobs/queue-tables.js')
const { openDatabase } = await load('database/client.js')
const { inCompany } = await load('database/company.js')
const { signUp } = await load('people/sign-up.js')
const { addRepository } = await load('repositories/repositories.js')
const { requestAnalysis } = await load('analysis/analyses.js')

const data = await mkdtemp(join(tmpdir(), 'codevisto-bench-'))
await chmod(data, 0o755)
const server = await startEmbedded(data, ['fsync=off'])
const { ownerUrl, appUrl } = server
await migrate({ ownerUrl, appUrl })
await makeQueueTables(ownerUrl, appUrl)
const database = openDatabase(appUrl)
const client = new pg.Client({ connectionString: ownerUrl })
await client.connect()
const workFolder = join(data, 'clones')

/** Numbers between 0 and 1, the same for the same seed. */
let state = Number(seed)
function random() {
  state = (state * 1_103_515_245 + 12_345) % 2 ** 31
  return state / 2 ** 31
}

const environment = {
  ...{ PATH: process.env.PATH, DATABASE_URL: appUrl, DATABASE_APP_URL: appUrl },
  ...{ CODEVISTO_EMBEDDED: '1', WORK_FOLDER: workFolder, LOG_LEVEL: 'error' },
}
const startWorker = () =>
  spawn(process.execPath, [join(dist, 'worker.js')], { env: environment, stdio: 'inherit' })

const pause = (ms) => new Promise((done) => setTimeout(done, ms))
const ended = (child) => new Promise((done) => child.once('exit', done))

async function ask(name) {
  const owner = await signUp(
    database,
    { name, timeZone: 'UTC' },
    { name, email: `${name}@example.com`, password: 'a long enough password' },
  )
  const path = resolve(repository)
  const source = { kind: 'local', path, name: basename(path), key: `local:${path}` }
  const companyId = owner.companyId
  const repositoryId = await inCompany(database, companyId, async (db) => {
    const added = await addRepository(db, source)
    const { id } = added.repository
    await requestAnalysis(db, { repositoryId: id, userId: owner.id, window: 'all' })
    return id
  })
  return { companyId, repositoryId }
}

async function isDone({ companyId }) {
  const { rows } = await client.query(
    `SELECT state, "faultTitle" FROM analyses WHERE "companyId" = $1 ORDER BY id DESC LIMIT 1`,
    [companyId],
  )
  if (rows[0].state === 'failed') throw new Error(rows[0].faultTitle)
  return rows[0].state === 'done'
}

const commitColumns = async () => {
  const { rows } = await client.query(
    `SELECT column_name FROM information_schema.columns WHERE table_schema = 'public'
       AND table_name = 'commits' AND column_name NOT IN
         ('companyId', 'repositoryId', 'analysisId', 'authorId', 'committerId') ORDER BY 1`,
  )
  return rows.map((row) => `c."${row.column_name}"`).join(', ')
}

/** A fingerprint and a count of everything stored of a company, ids aside, by table. */
async function stored({ companyId }) {
  const path = (alias, column) =>
    `(SELECT p.path FROM paths p WHERE p."companyId" = $1 AND p.id = ${alias}."${column}")`
  const person = (alias, column) =>
    `(SELECT i.name || ' <' || i.email || '>' FROM identities i
      WHERE i."companyId" = $1 AND i.id = ${alias}."${column}")`
  const queries = {
    commits: `SELECT ${person('c', 'authorId')}, ${person('c', 'committerId')},
      ${await commitColumns()} FROM commits c WHERE c."companyId" = $1`,
    'file changes': `SELECT f.hash, ${path('f', 'pathId')}, ${path('f', 'renamedFromId')}, f.kind,
      f.language, f."binary", f.additions, f.deletions, f."complexityDelta", f."indentDelta"
      FROM file_changes f WHERE f."companyId" = $1`,
    developers: `SELECT d.name, d.email, d."isBot", d."botReason", (
        SELECT string_agg(i.name || ' ' || i.email || ' ' || i."linkedBy", ';' ORDER BY i.name, i.email)
        FROM identities i WHERE i."companyId" = $1 AND i."developerId" = d.id)
      FROM developers d WHERE d."companyId" = $1`,
    'hot spots': `SELECT ${path('h', 'pathId')}, h.commits, h."decisionPoints", h.score
      FROM hot_spots h WHERE h."companyId" = $1`,
    couplings: `SELECT least(${path('h', 'pathId')}, ${path('h', 'otherPathId')}),
      greatest(${path('h', 'pathId')}, ${path('h', 'otherPathId')}), h.shared, h.degree
      FROM couplings h WHERE h."companyId" = $1`,
    ownership: `SELECT ${path('o', 'pathId')}, ${person('o', 'identityId')}, o.lines
      FROM ownership o WHERE o."companyId" = $1`,
    company: `SELECT c."effortK", r."headHash", r."headCommittedAt", r."readSince",
      r."definitionsVersion", r."historyFrom" FROM companies c
      JOIN repositories r ON r."companyId" = c.id WHERE c.id = $1`,
  }
  const found = {}
  for (const [table, query] of Object.entries(queries)) {
    const { rows } = await client.query(
      `SELECT count(*)::int AS rows, md5(coalesce(string_agg(t::text, E'\\n' ORDER BY t::text), '')) AS sum
       FROM (${query}) AS t`,
      [String(companyId)],
    )
    found[table] = `${rows[0].rows} rows ${rows[0].sum}`
  }
  return found
}

function differences(one, other) {
  return Object.keys(one).filter((table) => one[table] !== other[table])
}

let failed = false
function judge(name, reference, found) {
  const different = differences(reference, found)
  failed ||= different.length > 0
  console.log(`${name}: ${different.length === 0 ? 'the same rows' : `DIFFERENT in ${different}`}`)
}

async function undisturbed(place) {
  const begun = performance.now()
  const worker = startWorker()
  while (!(await isDone(place))) await pause(50)
  const took = performance.now() - begun
  const gone = ended(worker)
  worker.kill('SIGTERM')
  await gone
  return took
}

try {
  const first = await ask('undisturbed')
  const took = await undisturbed(first)
  const reference = await stored(first)
  console.log(`undisturbed: ${(took / 1000).toFixed(1)} s`)
  for (const [table, sum] of Object.entries(reference)) console.log(`  ${table.padEnd(14)}${sum}`)

  await inCompany(database, first.companyId, (db) =>
    requestAnalysis(db, { repositoryId: first.repositoryId, userId: null, window: 'all' }),
  )
  await undisturbed(first)
  judge('analysed twice', reference, await stored(first))

  const killed = await ask('killed')
  let done = false
  let count = 0
  for (; count < Number(kills) && !done; count++) {
    const worker = startWorker()
    const gone = ended(worker)
    await pause(took * (0.1 + 0.85 * random()))
    worker.kill('SIGKILL')
    await gone
    // Three dead workers over one run end it, as they should: here they did not die of it.
    await client.query('UPDATE directory.runs SET deaths = 0')
    done = await isDone(killed)
  }
  if (!done) await undisturbed(killed)
  judge(`killed ${count} times`, reference, await stored(killed))
  await pause(1_000)
  const left = await readdir(workFolder)
  console.log(`clones left: ${left.length}`)
  failed ||= left.length > 0
} finally {
  await database.close()
  await client.end()
  await server.stop()
  await rm(data, { recursive: true, force: true })
}
process.exitCode = failed ? 1 : 0
