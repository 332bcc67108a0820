import { spawnSync } from 'node:child_process'
import { mkdirSync } from 'node:fs'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { type Config, childEnvironment, readConfig } from './config.js'
import { openDatabase } from './database/client.js'
import { type DatabaseUrls, startEmbedded } from './database/embedded.js'
import { migrate } from './database/migrate.js'
import { demoLink } from './demo/demo-link.js'
import { makeQueueTables } from './jobs/queue-tables.js'
import { type Child, keepChild } from './platform/child.js'
import { checkSpace, holdFolder, openSecrets } from './platform/data-folder.js'
import { runDoor } from './platform/door.js'
import { errorCode, Problem } from './platform/errors.js'

/** The one command: brings what is missing, runs web and worker, stays in the foreground. */

function checkGit({ searchPath }: Config): void {
  const { error } = spawnSync('git', ['--version'], { env: { PATH: searchPath }, stdio: 'ignore' })
  if (!error) return
  throw new Problem(
    'git was not found.',
    'Codevisto reads history with it: install git and start again.',
  )
}

async function checkPort({ port }: Config): Promise<void> {
  const server = createServer()
  const fault = await new Promise<unknown>((resolve) => {
    server.once('error', resolve).listen(port, () => resolve(null))
  })
  await new Promise((resolve) => server.close(resolve))
  if (fault === null) return
  const isBusy = errorCode(fault) === 'EADDRINUSE'
  throw new Problem(
    isBusy ? `Port ${port} is in use already.` : `Port ${port} cannot be opened.`,
    `Stop what uses it, or choose another one: PORT=${port + 1} npm start`,
  )
}

/** The database of the configuration, or the embedded one. */
async function openDatabaseServer(
  config: Config,
): Promise<DatabaseUrls & { stop(): Promise<void> }> {
  const { ownerUrl, appUrl } = config
  if (ownerUrl && appUrl) return { ownerUrl, appUrl, stop: async () => {} }
  return startEmbedded(config.dataFolder)
}

/** Everything that the children are told, beside what we were told ourselves. */
function environment(config: Config, appUrl: string): NodeJS.ProcessEnv {
  const isEmbedded = config.ownerUrl === null && !config.isProduction
  return childEnvironment({
    ...openSecrets(config.dataFolder),
    ...(config.masterKey ? { MASTER_KEY: config.masterKey } : {}),
    ...(config.sessionSecret ? { SESSION_SECRET: config.sessionSecret } : {}),
    DATABASE_APP_URL: appUrl,
    CODEVISTO_EMBEDDED: isEmbedded ? '1' : '0',
    WORK_FOLDER: join(config.dataFolder, 'clones'),
    // The terminal belongs to the one line that says where to go; faults still show.
    LOG_LEVEL: config.logLevel === 'info' ? 'warn' : config.logLevel,
  })
}

/** Says where sample data is open to look at. */
async function tellDemo({ appUrlOrigin, databaseTls: tls }: Config, appUrl: string): Promise<void> {
  console.log('Sample data is being made, where there is none yet. It takes some seconds.')
  const database = openDatabase(appUrl, { connections: 6, tls })
  try {
    console.log(`Open it once: ${await demoLink(database, appUrlOrigin)}`)
  } finally {
    await database.close()
  }
}

async function main(): Promise<void> {
  const config = readConfig()
  checkGit(config)
  await checkPort(config)
  mkdirSync(config.dataFolder, { recursive: true })
  checkSpace(config.dataFolder)
  const letGo = holdFolder(config.dataFolder)
  const children: Child[] = []
  let stopDatabase = async () => {}
  let leaving: Promise<void> | null = null

  // Web and worker first, while the database still answers; then the database.
  const leave = (status: number) => {
    leaving ??= (async () => {
      await Promise.all(children.map((child) => child.stop()))
      await stopDatabase()
      letGo()
      process.exit(status)
    })()
    return leaving
  }
  process.on('SIGINT', () => void leave(0))
  process.on('SIGTERM', () => void leave(0))
  process.on('SIGHUP', () => void leave(0))

  try {
    const { ownerUrl, appUrl, stop } = await openDatabaseServer(config)
    stopDatabase = stop
    const tls = config.databaseTls
    await migrate({ ownerUrl, appUrl, tls, isProduction: config.isProduction })
    if (!config.redisUrl) await makeQueueTables(ownerUrl, appUrl, tls)
    const told = environment(config, appUrl)
    const care = {
      said: (sentence: string) => console.error(sentence),
      gaveUp: () => void leave(1),
    }
    for (const name of ['server', 'worker']) children.push(keepChild(name, told, care))
    await Promise.all(children.map((child) => child.ready))
    if (process.argv.includes('--demo')) await tellDemo(config, appUrl)
  } catch (error) {
    if (leaving) return
    console.error(error instanceof Problem ? error.message : error)
    await leave(1)
  }
  if (!leaving) console.log(`Codevisto is ready: ${config.appUrlOrigin}`)
}

await runDoor(main)
