import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { analyzeRepositoryJob } from '../../src/jobs/analyze-repository.js'
import { openQueue } from '../../src/jobs/queue.js'
import { makeApp } from './app.js'
import { databaseUrls, testDatabase } from './database.js'
import { searchPath } from './git-repository.js'
import { silentLog } from './log.js'

/** Web and worker in this process, on a port of their own: what `npm start` runs, less the start. */
export async function runApp(): Promise<{ origin: string; stop(): Promise<void> }> {
  const workFolder = await mkdtemp(join(tmpdir(), 'codevisto-test-work-'))
  const queue = openQueue({ postgresUrl: databaseUrls().appUrl }, silentLog)
  const environment = { CODEVISTO_EMBEDDED: '1' }
  const { app, services } = makeApp({ queue, environment })
  const config = { ...services.config, workFolder, searchPath }
  await queue.work('analyze-repository', 1, (payload, leaving) =>
    analyzeRepositoryJob({ config, database: testDatabase(), log: silentLog }, payload, leaving),
  )
  const server = app.listen(0)
  await once(server, 'listening')
  return {
    origin: `http://localhost:${(server.address() as AddressInfo).port}`,
    async stop() {
      server.close()
      server.closeAllConnections()
      await queue.close()
      await rm(workFolder, { recursive: true, force: true })
    },
  }
}
