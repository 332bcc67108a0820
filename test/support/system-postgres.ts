import { spawnSync } from 'node:child_process'
import { chmodSync, chownSync, existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { delimiter, join } from 'node:path'
import pg from 'pg'
import { embeddedAccount } from '../../src/database/embedded-account.js'
import { migrate } from '../../src/database/migrate.js'
import { makeQueueTables } from '../../src/jobs/queue-tables.js'

/** A server of the PostgreSQL that this machine brings, with its own pg_dump; a test's own. */
export interface SystemPostgres {
  ownerUrl: string
  appUrl: string
  superUrl: string
  /** The folder of its programs. */
  programs: string
  /** Makes another database; owned by the owner. */
  makeDatabase(name: string): Promise<string>
  stop(): void
}

const needed = ['initdb', 'pg_ctl', 'postgres', 'pg_dump', 'pg_restore']

/** The folder of a whole PostgreSQL, or null where this machine has none. */
export function systemPrograms(): string | null {
  const versions = '/usr/lib/postgresql'
  const packaged = existsSync(versions) ? readdirSync(versions).sort().reverse() : []
  const folders = [
    ...packaged.map((version) => join(versions, version, 'bin')),
    ...(process.env.PATH ?? '').split(delimiter),
  ]
  return folders.find((at) => needed.every((name) => existsSync(join(at, name)))) ?? null
}

async function freePort(): Promise<number> {
  const server = createServer()
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  await new Promise((resolve) => server.close(resolve))
  return typeof address === 'object' && address ? address.port : 0
}

/** Starts one, with the roles of production and a migrated database. */
export async function startSystemPostgres(): Promise<SystemPostgres> {
  const programs = systemPrograms()
  if (!programs) throw new Error('This machine has no PostgreSQL of its own.')
  const account = embeddedAccount()
  const folder = mkdtempSync(join(tmpdir(), 'codevisto-system-'))
  chmodSync(folder, 0o755)
  if (account) chownSync(folder, account.uid, account.gid)
  const cluster = join(folder, 'cluster')
  const port = await freePort()
  const run = (name: string, args: string[]) => {
    const { status, stderr } = spawnSync(join(programs, name), args, {
      ...account,
      cwd: folder,
      env: { LC_ALL: 'C' },
      stdio: ['ignore', 'ignore', 'pipe'],
      encoding: 'utf8',
    })
    if (status !== 0) throw new Error(`${name}: ${stderr}`)
  }
  const init = ['-D', cluster, '-U', 'postgres', '--auth=trust', '--encoding=UTF8', '--no-sync']
  run('initdb', [...init, '--no-locale'])
  const flags = `-p ${port} -c listen_addresses=127.0.0.1 -c unix_socket_directories= -c fsync=off`
  run('pg_ctl', ['start', '-w', '-s', '-D', cluster, '-l', join(folder, 'log'), '-o', flags])
  const at = (role: string, name: string) => `postgres://${role}:secret@127.0.0.1:${port}/${name}`
  const superUrl = at('postgres', 'postgres')
  const ask = async (sql: string) => {
    const client = new pg.Client({ connectionString: superUrl })
    await client.connect()
    await client.query(sql).finally(() => client.end())
  }
  const makeDatabase = async (name: string) => {
    await ask(`CREATE DATABASE ${name} OWNER codevisto_owner`)
    return at('codevisto_owner', name)
  }
  await ask('CREATE ROLE codevisto_owner LOGIN')
  await ask('CREATE ROLE codevisto_app LOGIN')
  const ownerUrl = await makeDatabase('codevisto')
  const appUrl = at('codevisto_app', 'codevisto')
  await migrate({ ownerUrl, appUrl })
  await makeQueueTables(ownerUrl, appUrl)
  return {
    ...{ ownerUrl, appUrl, superUrl, programs, makeDatabase },
    stop() {
      run('pg_ctl', ['stop', '-w', '-s', '-m', 'immediate', '-D', cluster])
      rmSync(folder, { recursive: true, force: true })
    },
  }
}
