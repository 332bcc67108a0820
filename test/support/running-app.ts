import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { analyzeRepositoryJob } from '../../src/jobs/analyze-repository.js'
import { listRepositoriesJob } from '../../src/jobs/list-repositories.js'
import { openQueue } from '../../src/jobs/queue.js'
import type { Log } from '../../src/platform/log.js'
import { makeApp } from './app.js'
import { databaseUrls, testDatabase } from './database.js'
import { searchPath } from './git-repository.js'
import { silentLog } from './log.js'
import { tinyServices } from './tiny-host.js'

interface Told {
  log?: Log
  environment?: NodeJS.ProcessEnv
  /** Where the queue is; in PostgreSQL by default. */
  redisUrl?: string | null
}

/** Web and worker in this process, on a port of their own: what `npm start` runs, less the start. */
export async function runApp({ log = silentLog, environment = {}, redisUrl = null }: Told = {}) {
  const workFolder = await mkdtemp(join(tmpdir(), 'codevisto-test-work-'))
  const store = redisUrl ? { redisUrl } : { postgresUrl: databaseUrls().appUrl }
  const queue = openQueue(store, log)
  const all = { CODEVISTO_EMBEDDED: '1', ...environment }
  const { app, services, tiny } = makeApp({ queue, log, environment: all })
  const codeHosts = tinyServices(tiny)
  const database = testDatabase()
  const config = { ...services.config, workFolder, searchPath }
  await queue.work('analyze-repository', 1, (payload, leaving) =>
    analyzeRepositoryJob({ config, database, codeHosts, log }, payload, leaving),
  )
  await queue.work('list-repositories', 1, (payload, leaving) =>
    listRepositoriesJob({ config, database, log, ...codeHosts }, payload, leaving),
  )
  const server = app.listen(0)
  await once(server, 'listening')
  return {
    tiny,
    origin: `http://localhost:${(server.address() as AddressInfo).port}`,
    workFolder,
    async stop() {
      server.close()
      server.closeAllConnections()
      await queue.close()
      await rm(workFolder, { recursive: true, force: true })
    },
  }
}
