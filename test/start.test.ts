import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs'
import { createServer } from 'node:net'
import { join } from 'node:path'
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { FormClient } from './support/form-client.js'
import { GitRepository } from './support/git-repository.js'
import { Installation, type Running } from './support/installation.js'

// Runs the compiled product: `npm test` compiles it first.

/** Other processes are only seen where there is /proc. */
const hasProcesses = existsSync('/proc/self/environ')

/** The processes of an installation that are still there, as "pid command". */
function processes(installation: Installation): string[] {
  const read = (pid: string, file: string) => {
    try {
      return readFileSync(`/proc/${pid}/${file}`, 'utf8')
    } catch {
      return ''
    }
  }
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map((pid) => ({ pid, command: read(pid, 'cmdline'), environment: read(pid, 'environ') }))
    .filter(({ command, environment }) => (command + environment).includes(installation.data))
    .map(({ pid, command }) => `${pid} ${command.replaceAll('\0', ' ')}`)
}

async function overview(client: FormClient, wanted: RegExp): Promise<string> {
  for (let tries = 0; tries < 200; tries++) {
    const { html } = await client.get('/')
    if (wanted.test(html)) return html
    await new Promise((resolve) => setTimeout(resolve, 100))
  }
  throw new Error(`The overview never said ${wanted}.`)
}

describe('npm start, from nothing to an overview', () => {
  let installation: Installation
  let repository: GitRepository
  let started: Running

  beforeAll(async () => {
    installation = await Installation.make()
    repository = await GitRepository.create()
    const now = Math.floor(Date.now() / 1000)
    for (let at = 0; at < 12; at++) {
      const files = { [`lib/${at}.js`]: 'export const a = 1\n' }
      repository.commit({ message: `feat: part ${at}`, at: now - at * 86_400, files })
    }
    repository.save()
  })

  afterAll(async () => {
    started.child.kill('SIGKILL')
    await repository.remove()
    await installation.remove()
  })

  test('says where it is once everything answers', async () => {
    started = installation.run('start.js')
    await started.says(`Codevisto is ready: ${installation.origin}`)
    const ready = await fetch(`${installation.origin}/readyz`)
    expect(await ready.json()).toEqual({ status: 'ready', database: true, queue: true })
    expect((await fetch(`${installation.origin}/healthz`)).status).toBe(200)
  })

  test('keeps its secrets to its owner', () => {
    const file = join(installation.data, 'secrets.json')
    expect(statSync(file).mode & 0o777).toBe(0o600)
    expect(statSync(join(installation.data, 'postgres.json')).mode & 0o777).toBe(0o600)
    const { MASTER_KEY, SESSION_SECRET } = JSON.parse(readFileSync(file, 'utf8'))
    expect(Buffer.from(MASTER_KEY, 'base64')).toHaveLength(32)
    expect(SESSION_SECRET.length).toBeGreaterThanOrEqual(32)
  })

  test('prints the running role’s connection string, and the owner’s when asked', async () => {
    for (const [args, role] of [
      [[], 'codevisto_app'],
      [['--owner'], 'codevisto_owner'],
    ] as const) {
      const run = installation.run('cli/database-url.js', [...args])
      expect(await run.ended).toBe(0)
      const client = new pg.Client({ connectionString: run.said.trim() })
      await client.connect()
      const { rows } = await client.query('SELECT current_user AS role')
      await client.end()
      expect(rows).toEqual([{ role }])
    }
  })

  test('takes a company from signing up to the overview of its repository', async () => {
    const client = new FormClient(installation.origin)
    await client.send('/sign-up', '/sign-up/company', {
      ...{ company: 'Northwind', name: 'Ines', email: 'ines@example.com' },
      ...{ password: 'correct horse battery', timeZone: 'Europe/Madrid' },
    })
    const source = repository.path
    const page = await client.send('/start', '/repositories', { source, window: '12m' })
    expect(page.url).toMatch(/^\/repositories\/\d+\/analyses\/\d+$/)
    const html = await overview(client, /12 commits/)
    expect(html).toContain('Northwind')
    expect((await client.get('/commits')).html).toContain('part 11')
    expect(readdirSync(join(installation.data, 'clones'))).toEqual([])
  })

  test('refuses to start twice on one folder', async () => {
    const other = await Installation.make()
    const second = installation.run('start.js', [], { PORT: String(other.port) })
    await other.remove()
    expect(await second.ended).toBe(1)
    expect(second.said).toContain('is running already')
  })

  test('starts again after everything was killed, and has lost nothing', async () => {
    started.child.kill('SIGKILL')
    await started.ended
    started = installation.run('start.js')
    await started.says('is ready')
    const client = new FormClient(installation.origin)
    await client.send('/sign-in', '/sign-in', {
      ...{ email: 'ines@example.com', password: 'correct horse battery' },
    })
    expect(await overview(client, /12 commits/)).toContain('Northwind')
  })

  test.skipIf(!hasProcesses)('starts a worker again that was killed', async () => {
    const [worker] = processes(installation).filter((line) => line.includes('dist/worker.js'))
    process.kill(Number(worker!.trim().split(' ')[0]), 'SIGKILL')
    await started.says('The worker process fell and is started again.')
    const isBack = () => processes(installation).some((line) => line.includes('dist/worker.js'))
    for (let tries = 0; tries < 100 && !isBack(); tries++) {
      await new Promise((resolve) => setTimeout(resolve, 50))
    }
    expect(isBack()).toBe(true)
  })

  test('leaves no process behind at Ctrl-C', async () => {
    started.child.kill('SIGINT')
    expect(await started.ended).toBe(0)
    if (hasProcesses) expect(processes(installation)).toEqual([])
  })
})

describe('npm start, where it cannot', () => {
  test('names a port that is busy', async () => {
    const installation = await Installation.make()
    const holder = createServer().listen(installation.port)
    const run = installation.run('start.js')
    expect(await run.ended).toBe(1)
    expect(run.said.trim()).toBe(
      `Port ${installation.port} is in use already. Stop what uses it, or choose another one: PORT=${installation.port + 1} npm start`,
    )
    holder.close()
    await installation.remove()
  })

  test('says that git is missing', async () => {
    const installation = await Installation.make()
    const run = installation.run('start.js', [], { PATH: '/nowhere' })
    expect(await run.ended).toBe(1)
    expect(run.said).toContain('git was not found.')
    await installation.remove()
  })

  test('lists what is wrong with the configuration, and no value', async () => {
    const installation = await Installation.make()
    const run = installation.run('server.js', [], {
      ...{ NODE_ENV: 'production', MASTER_KEY: 'sesame', APP_URL: 'http://plain.example' },
    })
    expect(await run.ended).toBe(1)
    for (const name of ['DATABASE_URL', 'SESSION_SECRET', 'MASTER_KEY', 'APP_URL']) {
      expect(run.said).toContain(name)
    }
    expect(run.said).not.toMatch(/sesame|plain\.example/)
    await installation.remove()
  })

  test('has no connection string before there is a database', async () => {
    const installation = await Installation.make()
    const run = installation.run('cli/database-url.js')
    expect(await run.ended).toBe(1)
    expect(run.said).toContain('There is no database yet.')
    await installation.remove()
  })
})
