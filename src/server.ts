import { randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { type Config, databaseUrl, readConfig } from './config.js'
import { openDatabase } from './database/client.js'
import { proveIsolation } from './database/prove.js'
import { openQueue } from './jobs/queue.js'
import { storeOf } from './jobs/queue-store.js'
import { memoryCache, redisCache } from './platform/cache-stores.js'
import { runDoor } from './platform/door.js'
import { sayLastWords } from './platform/last-words.js'
import { openLog } from './platform/log.js'
import { masterKeyOf } from './platform/master-key.js'
import { openRateLimits } from './platform/rate-limits.js'
import { connectRedis } from './platform/redis.js'
import { openSecretBox } from './platform/secrets.js'
import { onShutdown } from './platform/shutdown.js'
import { openTelemetry } from './platform/telemetry.js'
import { serveTelemetry } from './platform/telemetry-server.js'
import { describeTls } from './platform/tls.js'
import { openHostServices } from './repositories/host-services.js'
import { createApp } from './web/app.js'
import { drainHttpServer, openHttpServer } from './web/http-server.js'
import { openKnownDevices } from './web/known-devices.js'
import { signInWith } from './web/middleware/sign-in.js'

/** How long a page waits for Redis before it does without, in milliseconds. */
const redisPatience = 250

const connectionsSaid = ({ databaseTls, redisTls, redisUrl }: Config) => ({
  database: describeTls(databaseTls),
  redis: redisUrl ? describeTls(redisTls) : 'none',
})

/** The web process. */
async function main(): Promise<void> {
  const config = readConfig()
  const log = openLog('web', config.logLevel)
  sayLastWords(log)
  const redis = config.redisUrl
    ? connectRedis(
        { url: config.redisUrl, tls: config.redisTls },
        { enableOfflineQueue: false, maxRetriesPerRequest: 1, commandTimeout: redisPatience },
      )
    : null
  redis?.on('error', (error) => log.warn({ err: error }, 'the store of limits and of the cache'))
  const database = openDatabase(databaseUrl(config), {
    tls: config.databaseTls,
    cache: redis ? redisCache(redis) : memoryCache(),
    onError: (error) => log.warn({ err: error }, 'a database connection broke'),
  })
  await proveIsolation(database)
  const queue = openQueue(storeOf(config), log)
  // Without a secret of their own (a lone web process in development) sessions end with the process.
  const secret = config.sessionSecret ?? randomBytes(32).toString('hex')
  const telemetry = openTelemetry('web', { pool: database.connections })
  const secrets = openSecretBox(masterKeyOf(config), config.masterKeysOld)
  const services = {
    ...{ config, log, database, queue, telemetry },
    limits: openRateLimits(redis),
    authenticator: signInWith(database),
    ...openHostServices(config, secrets),
    devices: openKnownDevices(secret, config.appUrlOrigin),
  }
  const server = openHttpServer(createApp(services, secret)).listen(config.port)
  await once(server, 'listening')
  const numbers = serveTelemetry(telemetry, config.metricsPort, log)
  onShutdown(log, async () => {
    numbers?.close()
    await drainHttpServer(server)
    redis?.disconnect()
    await queue.close()
    await database.close()
  })
  log.info({ port: config.port, ...connectionsSaid(config) }, 'ready')
  process.send?.('ready')
}

await runDoor(main)
