// A machine of its own for the product: PostgreSQL, Redis, web and worker, each a real process that can
// be stopped, frozen and killed. Everything lies in one folder that is thrown away.
import { spawn } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { existsSync, openSync, readdirSync, readFileSync } from 'node:fs'
import { chmod, mkdtemp, readdir, rm } from 'node:fs/promises'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import pg from 'pg'

const dist = join(dirname(fileURLToPath(import.meta.url)), '..', 'dist')
export const load = (path) => import(join(dist, path))
const { startEmbedded } = await load('database/embedded.js')
const { migrate } = await load('database/migrate.js')
const { makeQueueTables } = await load('jobs/queue-tables.js')
const { openDatabase } = await load('database/client.js')

export const pause = (ms) => new Promise((done) => setTimeout(done, ms))

/** Asks again and again until the answer is a true one. @returns the answer and the seconds it took */
export async function until(what, ask, seconds = 90) {
  const begun = performance.now()
  for (;;) {
    const found = await ask().catch((error) => ({ error }))
    const took = (performance.now() - begun) / 1000
    if (found && !found.error) return { found, seconds: took }
    if (took > seconds)
      throw new Error(
        `${what}: not within ${seconds} s${found?.error ? `, ${found.error.message}` : ''}`,
      )
    await pause(50)
  }
}

async function freePort() {
  const probe = createServer().listen(0, '127.0.0.1')
  await new Promise((done) => probe.once('listening', done))
  const { port } = probe.address()
  await new Promise((done) => probe.close(done))
  return port
}

/** A process that was started here: how it ended, what it said. */
function started(command, args, { env, log, ipc = true }) {
  const out = log ? openSync(log, 'a') : 'ignore'
  const child = spawn(command, args, { env, stdio: ['ignore', out, out, ...(ipc ? ['ipc'] : [])] })
  const ended = new Promise((done) => child.once('exit', (code, signal) => done({ code, signal })))
  const ready = new Promise((done, fail) => {
    child.once('message', done)
    child.once('exit', (code, signal) => fail(new Error(`It ended at once: ${code ?? signal}.`)))
  })
  ready.catch(() => {})
  return {
    child,
    ended,
    ready,
    isRunning: () => child.exitCode === null && child.signalCode === null,
    signal: (name) => child.kill(name),
    async stop(name = 'SIGTERM') {
      const begun = performance.now()
      if (child.exitCode !== null || child.signalCode !== null)
        return { ...(await ended), seconds: 0 }
      child.kill(name)
      const end = await ended
      return { ...end, seconds: (performance.now() - begun) / 1000 }
    },
  }
}

export async function makeMachine({ redis = false, allow = [], memoryMib = null } = {}) {
  const data = await mkdtemp(join(tmpdir(), 'codevisto-chaos-'))
  await chmod(data, 0o755)
  const settings = ['fsync=off']
  let server = await startEmbedded(data, settings)
  const { ownerUrl, appUrl } = server
  await migrate({ ownerUrl, appUrl })
  await makeQueueTables(ownerUrl, appUrl)
  const database = openDatabase(appUrl)
  const masterKey = randomBytes(32).toString('base64')
  const redisPort = redis ? await freePort() : null
  const log = join(data, 'log')
  const workFolder = join(data, 'clones')
  const running = new Set()
  const clockFile = join(data, 'clock')
  let redisProcess = null

  const environment = {
    ...{ PATH: process.env.PATH, DATABASE_URL: appUrl, DATABASE_APP_URL: appUrl },
    ...{ MASTER_KEY: masterKey, SESSION_SECRET: randomBytes(24).toString('hex') },
    ...{ CODEVISTO_DATA: data, WORK_FOLDER: workFolder, ANALYSES_AT_ONCE: '1' },
    ...{ OUTBOUND_ALLOW: allow.join(','), CHAOS_CLOCK: clockFile },
    ...(redis ? { REDIS_URL: `redis://127.0.0.1:${redisPort}` } : {}),
  }
  const start = async (script, more = {}, flags = []) => {
    const one = started(process.execPath, [...flags, join(dist, script)], {
      ...{ env: { ...environment, ...more }, log },
    })
    running.add(one)
    one.ended.then(() => running.delete(one))
    await one.ready
    return one
  }
  const { folder } = JSON.parse(readFileSync(join(data, 'postgres.json'), 'utf8'))
  const postmaster = () =>
    Number(readFileSync(join(folder, 'cluster', 'postmaster.pid'), 'utf8').split('\n')[0])

  const machine = {
    ...{ data, log, workFolder, database, appUrl, ownerUrl, masterKey, clockFile },
    async web(more = {}) {
      const port = await freePort()
      const flags = memoryMib ? [`--max-old-space-size=${memoryMib}`] : []
      const one = await start('server.js', { PORT: String(port), ...more }, flags)
      return Object.assign(one, { origin: `http://127.0.0.1:${port}`, port })
    },
    worker: (more = {}) => start('worker.js', more),
    /** One question as the owner, past row security. */
    async ask(text, values = []) {
      const client = new pg.Client({ connectionString: ownerUrl })
      client.on('error', () => {})
      await client.connect()
      try {
        return (await client.query(text, values)).rows
      } finally {
        await client.end()
      }
    },
    /** PostgreSQL ends as if the machine had lost power. */
    killPostgres() {
      const pids = [postmaster(), ...childrenOf(postmaster())]
      for (const pid of pids) send(pid, 'SIGKILL')
    },
    async startPostgres() {
      server = await startEmbedded(data, settings)
    },
    /** PostgreSQL, and all who serve a connection, stand still. @returns lets them go on */
    freezePostgres() {
      const pids = [postmaster(), ...childrenOf(postmaster())]
      for (const pid of pids) send(pid, 'SIGSTOP')
      return () => {
        for (const pid of pids) send(pid, 'SIGCONT')
      }
    },
    async startRedis() {
      const flags = [
        '--port',
        String(redisPort),
        '--bind',
        '127.0.0.1',
        '--save',
        '',
        '--dir',
        data,
      ]
      redisProcess = started('redis-server', flags, { env: process.env, ipc: false })
      await until('redis', async () => isOpen(redisPort), 20)
    },
    redis: () => redisProcess,
    redisUrl: `redis://127.0.0.1:${redisPort}`,
    /** Clone folders that are left. */
    clones: async () => (existsSync(workFolder) ? readdir(workFolder) : []),
    /** Readers and gits that work in our folder and have no worker any more. */
    strays: () => processesIn(workFolder),
    async end() {
      for (const one of [...running]) await one.stop('SIGKILL')
      await database.close().catch(() => {})
      await redisProcess?.stop('SIGKILL')
      await server.stop()
      await rm(data, { recursive: true, force: true })
    },
  }
  if (redis) await machine.startRedis()
  return machine
}

function send(pid, signal) {
  try {
    process.kill(pid, signal)
  } catch {
    // Gone in the meantime.
  }
}

function childrenOf(parent) {
  const pids = readdirSync('/proc').filter((name) => /^\d+$/.test(name))
  return pids
    .filter((pid) => {
      try {
        const [, rest] = readFileSync(`/proc/${pid}/stat`, 'latin1').split(/\) /)
        return Number(rest.split(' ')[1]) === parent
      } catch {
        return false
      }
    })
    .map(Number)
}

function processesIn(folder) {
  const pids = readdirSync('/proc').filter((name) => /^\d+$/.test(name))
  return pids.filter((pid) => {
    try {
      return readFileSync(`/proc/${pid}/cmdline`, 'latin1').includes(folder)
    } catch {
      return false
    }
  })
}

async function isOpen(port) {
  const { connect } = await import('node:net')
  return new Promise((done) => {
    const socket = connect(port, '127.0.0.1', () => done(socket.destroy() && true))
    socket.on('error', () => done(false))
  })
}
