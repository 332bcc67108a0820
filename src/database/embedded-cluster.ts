import { spawn } from 'node:child_process'
import { chownSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { connect, createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Problem } from '../platform/errors.js'
import type { Account } from './embedded-account.js'
import type { EmbeddedHome } from './embedded-home.js'

const cluster = (home: EmbeddedHome) => join(home.folder, 'cluster')
const log = (home: EmbeddedHome) => join(home.folder, 'postgres.log')

/** Runs one of PostgreSQL's programs; its own words are kept for the error. */
async function run(home: EmbeddedHome, account: Account, program: string, args: string[]) {
  const child = spawn(join(home.binaries, program), args, {
    ...account,
    cwd: home.folder,
    env: { PATH: '/usr/bin:/bin', LC_ALL: 'C', TZ: 'UTC' },
    // A group of its own, so that Ctrl-C in the terminal does not reach it.
    detached: true,
    stdio: ['ignore', 'ignore', 'pipe'],
  })
  const said: Buffer[] = []
  child.stderr.on('data', (chunk: Buffer) => said.push(chunk))
  const status = await new Promise<number | null>((resolve, reject) => {
    child.once('error', reject)
    child.once('exit', resolve)
  })
  child.stderr.destroy()
  return { status, said: Buffer.concat(said).toString().trim() }
}

/** A free port of the loopback address. */
async function freePort(wanted: number): Promise<number> {
  const server = createServer()
  const port = await new Promise<number | null>((resolve) => {
    server.once('error', () => resolve(null))
    server.listen(wanted, '127.0.0.1', () => {
      const address = server.address()
      resolve(typeof address === 'object' && address ? address.port : null)
    })
  })
  await new Promise((resolve) => server.close(resolve))
  return port ?? freePort(0)
}

async function answers(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect({ port, host: '127.0.0.1', timeout: 1_000 })
    const say = (answer: boolean) => () => {
      socket.destroy()
      resolve(answer)
    }
    socket.once('connect', say(true)).once('error', say(false)).once('timeout', say(false))
  })
}

/** The port of a server that is running on this cluster already, or null. */
async function runningPort(home: EmbeddedHome): Promise<number | null> {
  const file = join(cluster(home), 'postmaster.pid')
  if (!existsSync(file)) return null
  const [pid, , , port] = readFileSync(file, 'utf8').split('\n')
  try {
    process.kill(Number(pid), 0)
  } catch {
    return null
  }
  return (await answers(Number(port))) ? Number(port) : null
}

/** Makes the cluster's files, once. */
export async function initCluster(home: EmbeddedHome, account: Account): Promise<void> {
  if (existsSync(join(cluster(home), 'PG_VERSION'))) return
  // What an interrupted first start left behind; a cluster that ever ran has PG_VERSION.
  rmSync(cluster(home), { recursive: true, force: true })
  const scratch = mkdtempSync(join(tmpdir(), 'codevisto-'))
  const passwordFile = join(scratch, 'password')
  writeFileSync(passwordFile, home.superPassword, { mode: 0o600 })
  if (account) for (const path of [scratch, passwordFile]) chownSync(path, account.uid, account.gid)
  try {
    const { status, said } = await run(home, account, 'initdb', [
      ...[
        '-D',
        cluster(home),
        '-U',
        'postgres',
        '--auth=scram-sha-256',
        `--pwfile=${passwordFile}`,
      ],
      ...['--encoding=UTF8', '--locale-provider=builtin', '--locale=C.UTF-8', '--no-sync'],
    ])
    if (status !== 0) throw new Problem('The embedded PostgreSQL could not be made.', said)
  } finally {
    rmSync(scratch, { recursive: true, force: true })
  }
}

/**
 * Starts the server, or adopts the one that an interrupted start left running.
 * @param settings extra server settings, e.g. `fsync=off` for a cluster that is thrown away
 * @returns the port it listens on, on 127.0.0.1 only, and whether it was running already
 */
export async function startCluster(
  home: EmbeddedHome,
  account: Account,
  settings: string[],
): Promise<{ port: number; isAdopted: boolean }> {
  const running = await runningPort(home)
  if (running) return { port: running, isAdopted: true }
  rmSync(join(cluster(home), 'postmaster.pid'), { force: true })
  const port = await freePort(home.port)
  const flags = ['listen_addresses=127.0.0.1', 'unix_socket_directories=', ...settings]
  const options = [`-p ${port}`, ...flags.map((flag) => `-c ${flag}`)].join(' ')
  const { status } = await run(home, account, 'pg_ctl', [
    ...['start', '-w', '-t', '60', '-s', '-D', cluster(home), '-l', log(home), '-o', options],
  ])
  if (status !== 0) {
    const lines = existsSync(log(home)) ? readFileSync(log(home), 'utf8').trim().split('\n') : []
    const last = lines.findLast((line) => /FATAL|PANIC|ERROR/.test(line)) ?? ''
    throw new Problem('The embedded PostgreSQL did not start.', `${last} Its log: ${log(home)}`)
  }
  return { port, isAdopted: false }
}

/** Stops the server, waiting for its last writes. */
export async function stopCluster(home: EmbeddedHome, account: Account): Promise<void> {
  const stop = ['stop', '-w', '-t', '20', '-s', '-m', 'fast', '-D', cluster(home)]
  await run(home, account, 'pg_ctl', stop)
}
