// What an anonymized copy takes: rows a second, and the memory of its process for a database of some
// size and for one four times as large, which is to be the same.
//   node bench/anonymize.mjs [file changes of the larger]          after npm run build; Linux
import { spawn } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { chmod, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import pg from 'pg'

const largest = Number(process.argv[2] ?? 200_000)
const dist = join(dirname(fileURLToPath(import.meta.url)), '..', 'dist')
const load = (path) => import(join(dist, path))
const { startEmbedded } = await load('database/embedded.js')
const { migrate } = await load('database/migrate.js')
const { openDatabase } = await load('database/client.js')
const { signUp } = await load('people/sign-up.js')

const data = await mkdtemp(join(tmpdir(), 'codevisto-bench-'))
await chmod(data, 0o755)
const server = await startEmbedded(data, ['fsync=off'])
const at = (url, name) => url.replace(/[^/]*$/, name)

async function run(url, ...statements) {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  for (const statement of statements) await client.query(statement)
  await client.end()
}

/** One company with a repository of so many file changes: ten a commit, a path for each twenty. */
async function fill(name, changes) {
  await run(server.superUrl, `CREATE DATABASE ${name} OWNER codevisto_owner`)
  const urls = { ownerUrl: at(server.ownerUrl, name), appUrl: at(server.appUrl, name) }
  await migrate(urls)
  const database = openDatabase(urls.appUrl, { connections: 2 })
  const person = { name: 'Ada', email: `ada@${name}.example`, password: 'a password of a bench' }
  const { companyId: c } = await signUp(database, { name, timeZone: 'UTC' }, person)
  await database.close()
  const commits = Math.ceil(changes / 10)
  const hash = (n) => `substring(sha256(convert_to('commit ' || ${n}, 'UTF8')) FROM 1 FOR 20)`
  await run(
    urls.ownerUrl,
    `INSERT INTO repositories ("companyId", id, name, source, "sourceKey")
     VALUES (${c}, 1, 'shop', 'https://git.example.com/acme/shop', 'https://git.example.com/acme/shop')`,
    `INSERT INTO analyses ("companyId", id, "repositoryId", state, "window", "definitionsVersion")
     VALUES (${c}, 1, 1, 'done', 'all', 1)`,
    `INSERT INTO identities ("companyId", id, name, email, digest)
     SELECT ${c}, n, 'Person ' || n, 'person' || n || '@acme.example',
       sha256(convert_to('p' || n, 'UTF8')) FROM generate_series(1, 200) AS n`,
    `INSERT INTO commits ("companyId", "repositoryId", hash, "analysisId", "parentCount", "authorId",
       "committerId", "authoredAt", "authorOffsetMinutes", "committedAt", "dateSuspect", "localDay",
       "localWeek", subject, message, type, "typeSource", "typeConfidence", breaking, files, additions,
       deletions, "codeAdditions", "codeDeletions", "testAdditions", "testDeletions", "complexityLines",
       "definitionsVersion")
     SELECT ${c}, 1, ${hash('n')}, 1, 1, 1 + n % 200, 1 + n % 200, t, 60, t, false, t::date,
       date_trunc('week', t)::date, 'Change the cart in place ' || n,
       'Change the cart in place ' || n || E'\\n\\n' || repeat('Why it was changed. ', 10),
       'feature', 'model', 0.9, false, 10, n % 300, n % 90, n % 300, n % 90, 0, 0, 0, 1
     FROM (SELECT n, timestamptz '2026-01-01' + n * interval '3 minutes' AS t
       FROM generate_series(1, ${commits}) AS n) AS s`,
    `INSERT INTO paths ("companyId", "repositoryId", id, path, folder, digest)
     SELECT ${c}, 1, n, p, 'src/module' || n % 40, sha256(convert_to(p, 'UTF8'))
     FROM (SELECT n, 'src/module' || n % 40 || '/part' || n % 900 || '/file' || n || '.ts' AS p
       FROM generate_series(1, ${Math.ceil(changes / 20)}) AS n) AS s`,
    `INSERT INTO file_changes ("companyId", "repositoryId", hash, "pathId", kind, language, "binary",
       additions, deletions)
     SELECT ${c}, 1, ${hash('1 + n / 10')}, 1 + n % ${Math.ceil(changes / 20)}, 'code', 'TypeScript',
       false, n % 100, n % 30 FROM generate_series(0, ${changes - 1}) AS n`,
    'ANALYZE',
  )
  return urls.ownerUrl
}

const highWater = (pid) => {
  try {
    const [, kib] = /VmHWM:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8')) ?? []
    return Number(kib ?? 0) / 1024
  } catch {
    return 0
  }
}

/** Copies a database with the command itself, and looks at its process from outside. */
async function copy(name, from) {
  await run(server.superUrl, `CREATE DATABASE ${name}_copy OWNER codevisto_owner`)
  const to = at(server.ownerUrl, `${name}_copy`)
  const began = performance.now()
  const child = spawn(
    process.execPath,
    [join(dist, 'cli', 'anonymize.js'), '--from', from, '--to', to],
    { env: { PATH: process.env.PATH }, stdio: ['ignore', 'pipe', 'inherit'] },
  )
  let [said, peak] = ['', 0]
  child.stdout.on('data', (chunk) => {
    said += chunk
  })
  const timer = setInterval(() => {
    peak = Math.max(peak, highWater(child.pid))
  }, 50)
  const status = await new Promise((resolve) => child.once('close', resolve))
  clearInterval(timer)
  const rows = Number(/in (\d+) rows/.exec(said)?.[1])
  if (status !== 0 || !rows) throw new Error(`The copy failed: ${said}`)
  return { rows, seconds: (performance.now() - began) / 1000, mebibytes: peak }
}

try {
  const sizes = { small: largest / 4, large: largest }
  const found = []
  for (const [name, changes] of Object.entries(sizes)) {
    const told = await copy(name, await fill(name, changes))
    found.push(told)
    const rate = Math.round(told.rows / told.seconds)
    console.log(
      `${told.rows} rows: ${told.seconds.toFixed(1)} s, ${rate} rows a second, ${told.mebibytes.toFixed(0)} MiB`,
    )
  }
  const [small, large] = found
  console.log(
    `${(large.rows / small.rows).toFixed(2)} times the rows take ${(large.mebibytes / small.mebibytes).toFixed(2)} times the memory.`,
  )
} finally {
  await server.stop()
  await rm(data, { recursive: true, force: true })
}
