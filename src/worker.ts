import { mkdir } from 'node:fs/promises'
import { type Config, databaseUrl, readConfig } from './config.js'
import { openDatabase } from './database/client.js'
import { readLines } from './database/lines.js'
import { proveIsolation } from './database/prove.js'
import { reconcileCollections } from './jobs/collection-dispatcher.js'
import { reconcile } from './jobs/dispatcher.js'
import { collectingAtOnce, takeOn } from './jobs/handlers.js'
import { openQueue } from './jobs/queue.js'
import { storeOf } from './jobs/queue-store.js'
import { roundsOf } from './jobs/rounds.js'
import { runSchedule } from './jobs/schedule.js'
import { runDoor } from './platform/door.js'
import { sayLastWords } from './platform/last-words.js'
import { openLog } from './platform/log.js'
import { openPostman } from './platform/mail.js'
import { masterKeyOf } from './platform/master-key.js'
import { openSecretBox } from './platform/secrets.js'
import { onShutdown } from './platform/shutdown.js'
import { openTelemetry } from './platform/telemetry.js'
import { serveTelemetry } from './platform/telemetry-server.js'
import { openHostServices } from './repositories/host-services.js'

/** Under `npm start` web and worker are on one machine: the worker takes the next port. */
const metricsPortOf = ({ metricsPort, isEmbedded }: Config) =>
  metricsPort && isEmbedded ? metricsPort + 1 : metricsPort

/** The worker: does jobs as they come (jobs/handlers.ts), and keeps house (jobs/rounds.ts). */
async function main(): Promise<void> {
  const config = readConfig()
  const log = openLog('worker', config.logLevel)
  sayLastWords(log)
  const database = openDatabase(databaseUrl(config), {
    tls: config.databaseTls,
    connections: config.analysesAtOnce + collectingAtOnce + 6,
    onError: (error) => log.warn({ err: error }, 'a database connection broke'),
  })
  await proveIsolation(database)
  await mkdir(config.workFolder, { recursive: true })
  // Here nobody else works: whatever an earlier worker left begun, it has left for good.
  if (config.isEmbedded) {
    const none = { silentSeconds: 0, unbegunSeconds: 0 }
    await reconcile(database, none)
    await reconcileCollections(database, none)
  }
  const telemetry = openTelemetry('worker', {
    pool: database.connections,
    lines: () => readLines(database),
  })
  const numbers = serveTelemetry(telemetry, metricsPortOf(config), log)
  const queue = openQueue(storeOf(config), log, telemetry)
  const secrets = openSecretBox(masterKeyOf(config), config.masterKeysOld)
  const codeHosts = openHostServices(config, secrets)
  const postman = openPostman(config)
  const services = { config, database, queue, codeHosts, postman, log, telemetry }
  await takeOn(services)
  const endSchedule = runSchedule(roundsOf(services), log)
  onShutdown(log, async () => {
    numbers?.close()
    await endSchedule()
    await queue.close()
    postman.close()
    await database.close()
  })
  log.info('ready')
  process.send?.('ready')
}

await runDoor(main)
