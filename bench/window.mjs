// The worker's job over smart HTTP against git itself, on the same repository and host:
//   first reading  clone of the window, analysis, storing ÷ full bare clone and `git log -p -U0 --since`
//   second reading what is new ÷ `git fetch` of the same commits into a full clone
// and the proof: commits stored of the window, boundary commits counted.
//   node bench/window.mjs <bare repository> [12m|90d] [new commits] [runs] [--again]
// after npm run build; with --again one first reading, unmeasured, and then so many second ones.
import { execFile, execFileSync } from 'node:child_process'
import { chmod, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { budget } from './budget.mjs'
import { serveGit } from './git-http.mjs'

const given = process.argv.slice(2)
const onlyAgain = given.includes('--again')
const [repository, window = '12m', fresh = '100', runs = '3'] = given.filter(
  (word) => word !== '--again',
)
if (!repository) {
  console.error(
    'Usage: node bench/window.mjs <bare repository> [12m|90d] [new commits] [runs] [--again]',
  )
  process.exit(2)
}
const dist = join(dirname(fileURLToPath(import.meta.url)), '..', 'dist')
const load = (path) => import(join(dist, path))
const { startEmbedded } = await load('database/embedded.js')
const { migrate } = await load('database/migrate.js')
const { makeQueueTables } = await load('jobs/queue-tables.js')
const { openDatabase } = await load('database/client.js')
const { inCompany } = await load('database/company.js')
const { admitRuns } = await load('database/runs.js')
const { signUp } = await load('people/sign-up.js')
const { addRepository } = await load('repositories/repositories.js')
const { requestAnalysis } = await load('analysis/analyses.js')
const { analyzeRepositoryJob } = await load('jobs/analyze-repository.js')
const { readConfig } = await load('config.js')
const { openLog } = await load('platform/log.js')

const data = await mkdtemp(join(tmpdir(), 'codevisto-bench-'))
await chmod(data, 0o755)
const git = (...args) =>
  execFileSync('git', args, {
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'ignore'],
    maxBuffer: 1e9,
  })
// What speaks to the host must not hold up this process, which is the host.
const run = promisify(execFile)
const quietly = (...args) => execFileSync('git', args, { stdio: 'ignore' })

// A copy that shares the objects, whose branch can be moved.
const served = join(data, 'repository.git')
const head = git('-C', repository, 'rev-parse', 'HEAD').trim()
quietly('init', '--quiet', '--bare', served)
execFileSync('sh', [
  '-c',
  `echo "${resolve(repository)}/objects" > "${served}/objects/info/alternates"`,
])
// So many commits before the head, by the mainline, and so many before those: the tips of readings.
const mainline = git('-C', repository, 'rev-list', '--first-parent', '-n', '4000', head).split('\n')
const between = (from, to) => Number(git('-C', repository, 'rev-list', '--count', `${from}..${to}`))
const tips = [head]
for (const hash of mainline) {
  if (tips.length > (onlyAgain ? Number(runs) : 1)) break
  if (hash && between(hash, tips[0]) >= Number(fresh)) tips.unshift(hash)
}
const moveTo = (hash) => {
  quietly('-C', served, 'update-ref', 'refs/heads/main', hash)
  quietly('-C', served, 'symbolic-ref', 'HEAD', 'refs/heads/main')
}

const host = await serveGit(data)
const url = `${host.origin}/repository.git`
const server = await startEmbedded(join(data, 'database'))
await migrate(server)
await makeQueueTables(server.ownerUrl, server.appUrl)
const database = openDatabase(server.appUrl)
const config = readConfig({
  ...{ PATH: process.env.PATH, OUTBOUND_ALLOW: host.origin, WORK_FOLDER: join(data, 'clones') },
})
const log = openLog('bench', 'error')
const median = (values) => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)]

async function timed(work) {
  host.takeBytes()
  const begun = performance.now()
  await work()
  return { seconds: (performance.now() - begun) / 1000, bytes: host.takeBytes() }
}

async function newCompany(round) {
  const owner = await signUp(
    database,
    { name: `Bench ${round}`, timeZone: 'UTC' },
    { name: 'Bench', email: `bench${round}@example.com`, password: 'a long enough password' },
  )
  const source = { kind: 'remote', url, name: 'repository', key: url }
  const { repository: added } = await inCompany(database, owner.companyId, (db) =>
    addRepository(db, source),
  )
  return { companyId: owner.companyId, userId: owner.id, repositoryId: added.id }
}

/** Asks for an analysis and does the worker's job for it. */
async function analyse({ companyId, repositoryId, userId }) {
  await inCompany(database, companyId, (db) =>
    requestAnalysis(db, { repositoryId, userId, window }),
  )
  for (const run of await admitRuns(database, 8)) {
    await analyzeRepositoryJob({ config, database, log }, run, new AbortController().signal)
  }
  return inCompany(database, companyId, (db) =>
    db.analysis.findFirstOrThrow({ where: { repositoryId }, orderBy: { id: 'desc' } }),
  )
}

/** The window's start, as git is told it. */
function sinceOption() {
  const since = new Date()
  if (window === '90d') since.setUTCDate(since.getUTCDate() - 90)
  else since.setUTCFullYear(since.getUTCFullYear() - 1)
  return `--since=${Math.floor(since.getTime() / 1000)}`
}

async function done(company) {
  const analysis = await analyse(company)
  if (analysis.state !== 'done') throw new Error(analysis.faultTitle)
  return analysis
}

const results = { full: [], first: [], fetch: [], second: [] }
const facts = { added: [] }

/** The first reading of a company of its own, and a full clone of the same. */
async function firstReading(round) {
  const clone = join(data, `full-${round}.git`)
  const company = await newCompany(round)
  moveTo(tips[0])
  const option = sinceOption()
  results.full.push(
    await timed(async () => {
      const both =
        'git clone --quiet --bare "$0" "$1" && git -C "$1" log -p -U0 --no-color "$2" > /dev/null'
      await run('sh', ['-c', both, url, clone, option])
    }),
  )
  let first
  results.first.push(
    await timed(async () => {
      first = await done(company)
    }),
  )
  facts.wanted = Number(git('-C', served, 'rev-list', '--count', option, 'main'))
  const { stored, method, skipped } = first.receipt
  Object.assign(facts, { stored: stored.commits, method, boundary: skipped.boundary })
  return { company, clone }
}

/** The branch moves on, and is fetched and read again. */
async function secondReading({ company, clone }, tip) {
  const before = git('-C', served, 'rev-parse', 'main').trim()
  moveTo(tip)
  facts.added.push(between(before, tip))
  results.fetch.push(
    await timed(() => run('git', ['-C', clone, 'fetch', '--quiet', url, '+main:refs/heads/main'])),
  )
  let second
  results.second.push(
    await timed(async () => {
      second = await done(company)
    }),
  )
  facts.again = { stored: second.receipt.stored.commits, method: second.receipt.method }
}

try {
  for (let round = 0; round < (onlyAgain ? 1 : Number(runs)); round++) {
    const place = await firstReading(round)
    for (const tip of tips.slice(1)) await secondReading(place, tip)
    await rm(place.clone, { recursive: true })
  }
} finally {
  host.stop()
  await database.close()
  await server.stop()
  await rm(data, { recursive: true, force: true })
}

const mb = (bytes) => `${(bytes / 1e6).toFixed(1)} MB`
const show = (name, list) => {
  const seconds = median(list.map((one) => one.seconds))
  const bytes = median(list.map((one) => one.bytes))
  console.log(`${name.padEnd(34)}${seconds.toFixed(2).padStart(7)} s${mb(bytes).padStart(10)}`)
  return { seconds, bytes }
}
const spread = (list) => list.map(({ seconds }) => seconds.toFixed(2)).join(' ')
const full = show('full clone and log -p of the window', results.full)
const first = show('first reading, stored', results.first)
console.log(
  `  ratio ${(first.seconds / full.seconds).toFixed(2)} in time, ${(first.bytes / full.bytes).toFixed(2)} in bytes` +
    `   ${facts.stored} of ${facts.wanted} commits, ${facts.boundary} boundary commits (${facts.method})`,
)
const fetched = show(`git fetch of ${facts.added.join(', ')} commits`, results.fetch)
const second = show('second reading, stored', results.second)
console.log(
  `  ratio ${(second.seconds / fetched.seconds).toFixed(2)} in time` +
    `   ${facts.again.stored} commits (${facts.again.method})`,
)
for (const [name, list] of Object.entries(results)) console.log(`  ${name}: ${spread(list)}`)
budget('first reading ÷ full clone and log -p, time', first.seconds / full.seconds, 0.5)
budget('first reading ÷ full clone and log -p, bytes', first.bytes / full.bytes, 0.5)
budget('commits of the window that are not there', facts.wanted - facts.stored, 0)
budget('second reading ÷ git fetch', second.seconds / fetched.seconds, 2)
