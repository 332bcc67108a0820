// What Lighthouse says of the overview, of delivery and of a list, on a desktop, with sample data:
// performance 95 or more, accessibility, best practices and SEO 100. A busy machine costs performance
// some points; the best of three counts. Lighthouse itself is brought for the occasion:
//   npm install --no-save lighthouse@12.8.2
//   node bench/lighthouse.mjs [the link that `npm run demo` prints]          after npm run build
import { spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { chmod, mkdtemp, rm } from 'node:fs/promises'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { delimiter, dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { chromium } from 'playwright-core'

const least = { performance: 95, accessibility: 100, 'best-practices': 100, seo: 100 }
const paths = ['/', '/delivery', '/commits']
const [given] = process.argv.slice(2)

const { default: lighthouse } = await import('lighthouse').catch(() => {
  console.error('Lighthouse is not here: npm install --no-save lighthouse@12.8.2')
  process.exit(2)
})
const { default: desktop } = await import('lighthouse/core/config/desktop-config.js')

async function freePort() {
  const probe = createServer().listen(0)
  const { port } = probe.address()
  await new Promise((done) => probe.close(done))
  return port
}

/** A product of its own with sample data; the link that opens it. */
async function start() {
  const data = await mkdtemp(join(tmpdir(), 'codevisto-bench-'))
  await chmod(data, 0o755)
  const dist = join(dirname(fileURLToPath(import.meta.url)), '..', 'dist')
  const env = { ...process.env, PORT: String(await freePort()), CODEVISTO_DATA: data }
  const product = spawn(process.execPath, [join(dist, 'start.js'), '--demo'], {
    ...{ env, stdio: ['ignore', 'pipe', 'inherit'] },
  })
  const link = await new Promise((done, fail) => {
    product.stdout.on('data', (text) => {
      const found = /http\S+\/demo\/\S+/.exec(String(text))
      if (found) done(found[0])
    })
    product.once('exit', () => fail(new Error('It did not start.')))
  })
  const stop = async () => {
    product.kill('SIGTERM')
    await new Promise((done) => product.once('exit', done))
    await rm(data, { recursive: true, force: true })
  }
  return { link, stop }
}

const folders = (process.env.PATH ?? '').split(delimiter)
const executablePath = ['chromium', 'chromium-browser', 'google-chrome']
  .flatMap((name) => folders.map((folder) => join(folder, name)))
  .find((path) => existsSync(path))
if (!executablePath) {
  console.error('There is no Chromium on this machine.')
  process.exit(2)
}

const { link, stop } = given ? { link: given, stop: async () => {} } : await start()
const opened = await fetch(link, { redirect: 'manual' })
const Cookie = opened.headers.getSetCookie()[0]?.split(';')[0] ?? ''
const port = await freePort()
const quiet = ['--disable-gpu', '--disable-quic', '--no-first-run', '--disable-sync']
const args = [...quiet, '--no-sandbox', `--remote-debugging-port=${port}`]
const browser = await chromium.launch({ executablePath, args })

let fails = 0
for (const path of paths) {
  const best = {}
  for (let run = 0; run < 3; run++) {
    const flags = { port, output: 'json', logLevel: 'error', extraHeaders: { Cookie } }
    const { lhr } = await lighthouse(new URL(path, link).href, flags, desktop)
    for (const name of Object.keys(least)) {
      const { score, auditRefs } = lhr.categories[name]
      const points = Math.round(100 * score)
      if (points > (best[name]?.points ?? -1)) {
        const lost = auditRefs.filter(({ id, weight }) => weight > 0 && lhr.audits[id].score < 0.9)
        best[name] = { points, lost: lost.map(({ id }) => id) }
      }
    }
    if (Object.entries(least).every(([name, points]) => best[name].points >= points)) break
  }
  const isGood = Object.entries(least).every(([name, points]) => best[name].points >= points)
  if (!isGood) fails++
  const told = Object.entries(best).map(([name, { points, lost }]) =>
    points < least[name] ? `${name} ${points} (${lost.join(', ')})` : `${name} ${points}`,
  )
  console.log(`${path}: ${told.join(' · ')}`)
}
await browser.close()
await stop()
process.exitCode = fails > 0 ? 1 : 0
