// How long a page takes on the server in a company of many commits: fills a throw-away installation by
// generate_series, makes its roll-ups, and asks each page as its owner. Budget: 50 ms for the overview
// and its kin at a million commits, 100 ms for lists.
//   node bench/pages.mjs [commits=1000000] [--keep]          after npm run build
import { execFileSync, spawn } from 'node:child_process'
import { chmodSync, mkdtempSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import pg from 'pg'
import { budget } from './budget.mjs'
import { fillCompany } from './filled-company.mjs'

const [commits = 1_000_000] = process.argv
  .slice(2)
  .filter((one) => /^\d+$/.test(one))
  .map(Number)
const keeps = process.argv.includes('--keep')
const dist = join(dirname(fileURLToPath(import.meta.url)), '..', 'dist')

const data = mkdtempSync(join(tmpdir(), 'codevisto-bench-'))
chmodSync(data, 0o755)
const probe = createServer().listen(0)
const { port } = probe.address()
await new Promise((done) => probe.close(done))
const env = { ...process.env, PORT: String(port), CODEVISTO_DATA: data }
const product = spawn(process.execPath, [join(dist, 'start.js')], {
  env,
  stdio: ['ignore', 'pipe', 'inherit'],
})
await new Promise((done) =>
  product.stdout.on('data', (text) => String(text).includes('is ready') && done()),
)

const url = (...args) =>
  execFileSync(process.execPath, [join(dist, 'cli', 'database-url.js'), ...args], {
    env,
    encoding: 'utf8',
  }).trim()
const { openDatabase } = await import(join(dist, 'database', 'client.js'))
const { signUp } = await import(join(dist, 'people', 'sign-up.js'))
const database = openDatabase(url())
const login = {
  name: 'Ines Ribeiro',
  email: 'ines@northwind.example',
  password: 'correct horse battery staple',
}
const owner = await signUp(database, { name: 'Northwind', timeZone: 'UTC' }, login)

const client = new pg.Client({ connectionString: url('--owner') })
await client.connect()
const { rollUpSeconds } = await fillCompany({ dist, client, database, owner, commits })
const { rows } = await client.query(
  'SELECT (SELECT count(*) FROM commits) AS commits, (SELECT count(*) FROM commit_days) AS days, (SELECT count(*) FROM repository_days) AS repository_days',
)
console.log(JSON.stringify({ ...rows[0], rollUpSeconds }))

const origin = `http://localhost:${port}`
const jar = new Map()
async function ask(path, fields) {
  const init = fields ? { method: 'POST', body: new URLSearchParams(fields) } : {}
  const cookie = [...jar].map((pair) => pair.join('=')).join('; ')
  const answer = await fetch(origin + path, { ...init, redirect: 'manual', headers: { cookie } })
  for (const set of answer.headers.getSetCookie()) jar.set(...set.split(';')[0].split(/=(.*)/s))
  return { status: answer.status, html: await answer.text() }
}
const token = /name="_csrf" value="([^"]+)"/.exec((await ask('/sign-in')).html)?.[1] ?? ''
await ask('/sign-in', { _csrf: token, email: login.email, password: login.password })
for (const path of [
  '/',
  '/?m=commits',
  '/?p=90d',
  '/?team=1',
  '/work',
  '/health',
  '/commits',
  '/pull-requests',
  '/commits?type=fix&page=40',
]) {
  const times = []
  let first = 0
  for (let turn = 0; turn < 12; turn++) {
    const start = performance.now()
    const { status } = await ask(path)
    if (status !== 200) console.log(path, status)
    const took = performance.now() - start
    if (turn === 0) first = took
    if (turn > 1) times.push(took)
  }
  times.sort((a, b) => a - b)
  console.log(
    path.padEnd(28),
    `first ${first.toFixed(0)} ms, median ${times[5].toFixed(0)} ms, slowest ${times.at(-1).toFixed(0)} ms`,
  )
  const isList = /^\/(commits|pull-requests)/.test(path)
  budget(`page ${path}, of ten`, times.at(-1), isList ? 100 : 50, ' ms')
}
if (keeps)
  console.log(
    `Signed in at ${origin} as ${login.email}, ${login.password}. Data: ${data}. Stop: kill ${product.pid}`,
  )
await client.end()
await database.close()
if (keeps) {
  product.unref()
  product.stdout.destroy()
  process.exit(0)
}
product.kill('SIGTERM')
await new Promise((done) => product.once('exit', done))
rmSync(data, { recursive: true, force: true })
