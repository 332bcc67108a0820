import { readConfig } from '../config.js'
import { startEmbedded } from '../database/embedded.js'
import { migrate } from '../database/migrate.js'
import { makeQueueTables } from '../jobs/queue-tables.js'
import { runDoor } from '../platform/door.js'

/** Brings the database to this version. Without DATABASE_URL it is the embedded one. */
async function main(): Promise<void> {
  const { ownerUrl, appUrl, redisUrl, dataFolder, databaseTls: tls, isProduction } = readConfig()
  const isTold = ownerUrl !== null && appUrl !== null
  const server = isTold ? null : await startEmbedded(dataFolder)
  const urls = isTold ? { ownerUrl, appUrl } : server!
  try {
    await migrate({ ...urls, tls, isProduction, onStep: (sentence) => console.log(sentence) })
    if (!redisUrl) await makeQueueTables(urls.ownerUrl, urls.appUrl, tls)
    console.log('The database is up to date.')
  } finally {
    // One that npm start left or keeps running is not ours to stop.
    if (server && !server.isAdopted) await server.stop()
  }
}

await runDoor(main)
