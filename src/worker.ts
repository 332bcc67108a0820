import { mkdir } from 'node:fs/promises'
import { keepAudit } from './audit/keep.js'
import { keyOf } from './audit/signing.js'
import { type Config, databaseUrl, readConfig } from './config.js'
import { openDatabase } from './database/client.js'
import { takeBackCollections } from './database/collections-due.js'
import { readLines } from './database/lines.js'
import { sweepLinks } from './database/links.js'
import { proveIsolation } from './database/prove.js'
import { takeBackRuns } from './database/runs.js'
import { sweepClones } from './git/sweep.js'
import { analyzeRepositoryJob } from './jobs/analyze-repository.js'
import { changeTimeZoneJob, dispatchRecounts } from './jobs/change-time-zone.js'
import { dispatchChores, doChoreJob } from './jobs/chores.js'
import { collectRepositoryJob } from './jobs/collect-repository.js'
import { connecting } from './jobs/collect-services.js'
import { dispatchCollections, reconcileCollections } from './jobs/collection-dispatcher.js'
import { queueDigests } from './jobs/digests.js'
import { dispatch, reconcile } from './jobs/dispatcher.js'
import { keepAllRetention } from './jobs/keep-all-retention.js'
import { listDue } from './jobs/list-due.js'
import { listRepositoriesJob } from './jobs/list-repositories.js'
import { dispatchMails } from './jobs/mail-dispatcher.js'
import { mailSignUpJob } from './jobs/mail-sign-up.js'
import { makeDemoJob } from './jobs/make-demo.js'
import { openQueue } from './jobs/queue.js'
import { storeOf } from './jobs/queue-store.js'
import { readDue } from './jobs/read-due.js'
import { recoverPasswordJob } from './jobs/recover-password.js'
import { runSchedule } from './jobs/schedule.js'
import { sendMailJob } from './jobs/send-mail.js'
import { sweepSessions } from './people/sessions.js'
import { runDoor } from './platform/door.js'
import { openLog } from './platform/log.js'
import { openPostman } from './platform/mail.js'
import { masterKeyOf } from './platform/master-key.js'
import { openSecretBox } from './platform/secrets.js'
import { onShutdown } from './platform/shutdown.js'
import { openTelemetry, serveTelemetry } from './platform/telemetry.js'
import { openHostServices } from './repositories/host-services.js'

/** Under `npm start` web and worker are on one machine: the worker takes the next port. */
const metricsPortOf = ({ metricsPort, isEmbedded }: Config) =>
  metricsPort && isEmbedded ? metricsPort + 1 : metricsPort

/** Readings wait for their hosts most of the time. */
const collectingAtOnce = 4

/** The worker: reads repositories, and keeps house. */
async function main(): Promise<void> {
  const config = readConfig()
  const log = openLog('worker', config.logLevel)
  const database = openDatabase(databaseUrl(config), {
    tls: config.databaseTls,
    connections: config.analysesAtOnce + collectingAtOnce + 6,
    onError: (error) => log.warn({ err: error }, 'a database connection broke'),
  })
  await proveIsolation(database)
  await mkdir(config.workFolder, { recursive: true })
  // Here nobody else works: whatever an earlier worker left begun, it has left for good.
  if (config.isEmbedded) {
    await takeBackRuns(database, { silentSeconds: 0, unbegunSeconds: 0 })
    await takeBackCollections(database, { silentSeconds: 0, unbegunSeconds: 0 })
  }
  const telemetry = openTelemetry('worker', {
    pool: database.connections,
    lines: () => readLines(database),
  })
  const numbers = serveTelemetry(telemetry, metricsPortOf(config), log)
  const queue = openQueue(storeOf(config), log, telemetry)
  const secrets = openSecretBox(masterKeyOf(config), config.masterKeysOld)
  const codeHosts = openHostServices(config, secrets)
  await queue.work('analyze-repository', config.analysesAtOnce, (payload, leaving) =>
    analyzeRepositoryJob({ config, database, codeHosts, log }, payload, leaving),
  )
  await queue.work('list-repositories', 2, (payload, leaving) =>
    listRepositoriesJob({ config, database, log, ...codeHosts }, payload, leaving),
  )
  const connect = connecting(codeHosts)
  await queue.work('collect-repository', collectingAtOnce, (payload, leaving) =>
    collectRepositoryJob({ database, log, connect }, payload, leaving),
  )
  const postman = openPostman(config)
  await queue.work('send-mail', 2, (payload) =>
    sendMailJob({ config, database, postman, log }, payload),
  )
  await queue.work('recover-password', 1, (payload) =>
    recoverPasswordJob({ database, queue }, payload),
  )
  await queue.work('mail-sign-up', 1, (payload) =>
    mailSignUpJob({ config, database, queue, postman, log }, payload),
  )
  await queue.work('change-time-zone', 1, (payload, leaving) =>
    changeTimeZoneJob({ database, log }, payload, leaving),
  )
  await queue.work('make-demo', 1, (payload) => makeDemoJob({ database, log }, payload))
  await queue.work('do-chore', 2, (payload, leaving) =>
    doChoreJob({ database, log }, payload, leaving),
  )
  const endSchedule = runSchedule(
    [
      { name: 'dispatch', seconds: 2, work: () => dispatch(database, queue) },
      { name: 'read due', seconds: 60, work: () => readDue(database) },
      { name: 'list due', seconds: 60, work: () => listDue(database, queue) },
      { name: 'reconcile', seconds: 10, work: () => reconcile(database) },
      { name: 'collect', seconds: 2, work: () => dispatchCollections(database, queue) },
      { name: 'take back', seconds: 10, work: () => reconcileCollections(database) },
      { name: 'mails', seconds: 5, work: () => dispatchMails(database, queue) },
      { name: 'chores', seconds: 3, work: () => dispatchChores(database, queue) },
      { name: 'digests', seconds: 60, work: () => queueDigests(database, log) },
      { name: 'recounts', seconds: 5, work: () => dispatchRecounts(database, queue) },
      { name: 'retention', seconds: 3600, work: () => keepAllRetention(database) },
      { name: 'sweep clones', seconds: 600, work: () => sweepClones(config.workFolder) },
      { name: 'sweep sessions', seconds: 3600, work: () => sweepSessions(database) },
      { name: 'sweep links', seconds: 3600, work: () => sweepLinks(database) },
      { name: 'keep audit', seconds: 3600, work: () => keepAudit(database, keyOf(config), log) },
    ],
    log,
  )
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
