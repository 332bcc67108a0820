// From pressing "Add" to a drawn overview, and the worker's peak of memory: a fresh installation in a
// throw-away folder, driven through its own pages.
//   node bench/first-light.mjs <path or URL> [12m|90d|all]          after npm run build
import { spawn } from 'node:child_process'
import { readdirSync, readFileSync } from 'node:fs'
import { chmod, mkdtemp, rm } from 'node:fs/promises'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { dirname, join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'

const [source, window = 'all'] = process.argv.slice(2)
if (!source) {
  console.error('Usage: node bench/first-light.mjs <path or URL> [12m|90d|all]')
  process.exit(2)
}
const dist = join(dirname(fileURLToPath(import.meta.url)), '..', 'dist')

const data = await mkdtemp(join(tmpdir(), 'codevisto-bench-'))
await chmod(data, 0o755)
const probe = createServer().listen(0)
const { port } = probe.address()
await new Promise((done) => probe.close(done))
const origin = `http://localhost:${port}`

const product = spawn(process.execPath, [join(dist, 'start.js')], {
  env: { ...process.env, PORT: String(port), CODEVISTO_DATA: data },
  stdio: ['ignore', 'pipe', 'inherit'],
})
const ready = new Promise((done, fail) => {
  product.stdout.on('data', (text) => {
    if (String(text).includes('is ready')) done()
    else process.stderr.write(text)
  })
  product.once('exit', () => fail(new Error('It did not start.')))
})

let cookie = ''
async function ask(path, fields) {
  const init = fields ? { method: 'POST', body: new URLSearchParams(fields) } : {}
  const answer = await fetch(origin + path, { ...init, redirect: 'manual', headers: { cookie } })
  const [set] = answer.headers.getSetCookie()
  if (set) cookie = set.split(';')[0]
  const html = await answer.text()
  return { next: answer.headers.get('location'), html }
}

async function send(page, action, fields) {
  const { html } = await ask(page)
  const token = /name="_csrf" value="([^"]+)"/.exec(html)?.[1] ?? ''
  return ask(action, { _csrf: token, ...fields })
}

/** The peak of the worker's memory so far, in MiB. */
function workerPeak() {
  for (const pid of readdirSync('/proc').filter((name) => /^\d+$/.test(name))) {
    try {
      const command = readFileSync(`/proc/${pid}/cmdline`, 'latin1')
      const environment = readFileSync(`/proc/${pid}/environ`, 'latin1')
      if (!command.includes('worker.js') || !environment.includes(data)) continue
      const status = readFileSync(`/proc/${pid}/status`, 'latin1')
      return Math.round(Number(/VmHWM:\s+(\d+)/.exec(status)?.[1]) / 1024)
    } catch {
      // It has ended, or is somebody else's.
    }
  }
  return null
}

try {
  await ready
  await send('/sign-up', '/sign-up/company', {
    ...{ company: 'Bench', name: 'Bench', email: 'bench@example.com' },
    ...{ password: 'a long enough password', timeZone: 'UTC' },
  })
  const typed = source.startsWith('http') ? source : resolve(source)
  const begun = performance.now()
  const { next, html } = await send('/start', '/repositories', { source: typed, window })
  if (!next)
    throw new Error(/class="err"[^>]*>[^<]*<[^>]*>([^<]*)/.exec(html)?.[1] ?? 'It was refused.')
  let page = ''
  while (!page.includes('Open overview')) {
    page = (await ask(next)).html
    if (page.includes('could not be read')) throw new Error('The analysis failed.')
    await new Promise((done) => setTimeout(done, 50))
  }
  const overview = (await ask('/')).html
  const seconds = (performance.now() - begun) / 1000
  const [, read] = />Read<\/span><span class="v">([^<]*)</.exec(page.replace(/\s*\n\s*/g, '')) ?? []
  console.log(`${read ?? '?'} commits read, overview of ${overview.length} characters`)
  console.log(`add to overview     ${seconds.toFixed(1)} s   (budget 15 s for 6,000 commits)`)
  console.log(`worker's peak       ${workerPeak() ?? 'unknown'} MiB   (budget 512 MiB)`)
  console.log(`left of the clones  ${readdirSync(join(data, 'clones')).length} folders`)
} finally {
  product.kill('SIGINT')
  await new Promise((done) => product.once('exit', done))
  await rm(data, { recursive: true, force: true })
}
