// What signing in costs, and whether its time tells which addresses exist: a database of its own in a
// throw-away folder, the web application in a process of its own, asked over HTTP.
//   node bench/accounts.mjs [samples a side]                      after npm run build
import { fork } from 'node:child_process'
import { chmod, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { readConfig } from '../dist/config.js'
import { openDatabase } from '../dist/database/client.js'
import { startEmbedded } from '../dist/database/embedded.js'
import { migrate } from '../dist/database/migrate.js'
import { hashPassword } from '../dist/people/passwords.js'
import { signUp } from '../dist/people/sign-up.js'
import { openLog } from '../dist/platform/log.js'
import { openSecretBox } from '../dist/platform/secrets.js'
import { createApp } from '../dist/web/app.js'
import { openKnownDevices } from '../dist/web/known-devices.js'
import { signInWith } from '../dist/web/middleware/sign-in.js'
import { budget } from './budget.mjs'

const password = 'four unrelated blue words'
const known = 'ada@example.com'

/** The web process: what a client sees must not be what this very process does after its answer. */
async function serve(appUrl) {
  const database = openDatabase(appUrl)
  const config = readConfig({ NODE_ENV: 'test' })
  const free = { take: async () => null, giveBack: async () => {}, forget: async () => {} }
  const services = {
    ...{ config, database, log: openLog('bench', 'error') },
    // Limits would end the measurement after ten tries, and no worker reads the queue.
    limits: new Proxy({}, { get: () => free }),
    queue: { add: async () => {}, isReady: async () => true },
    authenticator: signInWith(database),
    secrets: openSecretBox(Buffer.alloc(32, 1).toString('base64')),
    devices: openKnownDevices('bench', config.appUrlOrigin),
  }
  const company = { name: 'Northwind', timeZone: 'UTC' }
  await signUp(database, company, { name: 'Ada', email: known, password })
  const web = createApp(services, 'a secret of the bench, and of nothing else').listen(0)
  await new Promise((done) => web.once('listening', done))
  process.on('message', () => {
    const { user, system } = process.cpuUsage()
    process.send({ cpuMs: (user + system) / 1000, peakMib: process.resourceUsage().maxRSS / 1024 })
  })
  process.send({ port: web.address().port })
  // The rest of this file is the client's.
  await new Promise(() => {})
}

if (process.argv[2] === 'serve') await serve(process.argv[3])

const samples = Number(process.argv[2] ?? 200)
const data = await mkdtemp(join(tmpdir(), 'codevisto-bench-'))
await chmod(data, 0o755)
const server = await startEmbedded(data)
await migrate(server)
const web = fork(fileURLToPath(import.meta.url), ['serve', server.appUrl])
const told = () => new Promise((done) => web.once('message', done))
const { port } = await told()
const origin = `http://localhost:${port}`

/** Processor time of the web process so far, and the peak of its memory. */
async function usage() {
  const answer = told()
  web.send('usage')
  return answer
}

/** A browser with the token of its forms. */
async function browser() {
  const page = await fetch(`${origin}/sign-in`)
  const cookie = page.headers.getSetCookie()[0].split(';')[0]
  const token = /name="_csrf" value="([^"]+)"/.exec(await page.text())[1]
  return async (path, fields) => {
    const begun = performance.now()
    const body = new URLSearchParams({ _csrf: token, ...fields })
    const answer = await fetch(origin + path, {
      ...{ method: 'POST', redirect: 'manual', body, headers: { cookie } },
    })
    await answer.arrayBuffer()
    return { status: answer.status, ms: performance.now() - begun }
  }
}

const middle = (values) => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)]

/** Asks for a known and an unknown address in turns; their medians and the gap, in milliseconds. */
async function compare(what, path, fields) {
  const send = await browser()
  const times = { known: [], unknown: [] }
  // Processor time of the web process: what a busy machine does not disturb.
  const work = { known: [], unknown: [] }
  for (let at = 0; at < samples + 5; at++) {
    // Which comes first changes: neither side is always the warmer one.
    const sides = at % 2 ? ['known', 'unknown'] : ['unknown', 'known']
    for (const side of sides) {
      const email = side === 'known' ? known : `nobody-${at}@example.com`
      const before = await usage()
      const { ms } = await send(path, { email, ...fields })
      const after = await usage()
      // What is written down after the answer is over before the next question.
      await new Promise((done) => setTimeout(done, 15))
      if (at < 5) continue
      times[side].push(ms)
      work[side].push(after.cpuMs - before.cpuMs)
    }
  }
  const [a, b] = [middle(times.known), middle(times.unknown)]
  const gap = Math.abs(a - b)
  // What the same side differs from itself by: a gap below it says nothing.
  const half = (side, odd) => middle(side.filter((_, at) => at % 2 === odd))
  const noise = Math.max(
    ...Object.values(times).map((side) => Math.abs(half(side, 0) - half(side, 1))),
  )
  const verdict = gap < 5 ? 'ok' : noise < 5 ? 'TOO FAR APART' : 'the machine is too busy to tell'
  budget(`${what}: known and unknown apart`, gap, 5, ' ms')
  const [x, y] = [middle(work.known), middle(work.unknown)]
  console.log(
    `${what}, CPU: known ${x.toFixed(1)} ms, unknown ${y.toFixed(1)} ms, gap ${Math.abs(x - y).toFixed(2)} ms`,
  )
  console.log(
    `${what}: known ${a.toFixed(1)} ms, unknown ${b.toFixed(1)} ms, gap ${gap.toFixed(2)} ms (< 5; noise ${noise.toFixed(2)}): ${verdict}`,
  )
}

async function hashCost() {
  await hashPassword(password)
  const before = process.cpuUsage()
  for (let at = 0; at < 50; at++) await hashPassword(password)
  const { user, system } = process.cpuUsage(before)
  const ms = (user + system) / 1000 / 50
  budget('CPU of a hash', ms, 60, ' ms')
  console.log(`a hash: ${ms.toFixed(1)} ms CPU (< 60): ${ms < 60 ? 'ok' : 'TOO DEAR'}`)
}

async function parallelSignIns() {
  const browsers = await Promise.all(Array.from({ length: 32 }, browser))
  const begun = performance.now()
  const answers = await Promise.all(
    browsers.map((send) => send('/sign-in', { email: known, password })),
  )
  const seconds = (performance.now() - begun) / 1000
  const right = answers.filter(({ status }) => status === 303).length
  const { peakMib: mib } = await usage()
  budget('memory of 32 sign-ins at once', mib, 512, ' MiB')
  const verdict = right === 32 && mib < 512 ? 'ok' : 'TOO MUCH'
  console.log(
    `32 sign-ins at once: ${right} right, ${seconds.toFixed(2)} s, ${mib.toFixed(0)} MiB (< 512): ${verdict}`,
  )
}

await hashCost()
await compare('a wrong password', '/sign-in', { password: 'not the password at all' })
await compare('a forgotten password', '/password-resets', {})
await compare('signing up', '/sign-up', {})
await parallelSignIns()

web.kill()
await server.stop()
await rm(data, { recursive: true, force: true })
