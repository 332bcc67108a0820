import { randomBytes } from 'node:crypto'
import type { Express } from 'express'
import { readConfig } from '../../src/config.js'
import type { Database } from '../../src/database/client.js'
import type { JobQueue } from '../../src/jobs/queue.js'
import type { Log } from '../../src/platform/log.js'
import { openRateLimits } from '../../src/platform/rate-limits.js'
import { openTelemetry } from '../../src/platform/telemetry.js'
import { createApp } from '../../src/web/app.js'
import { openKnownDevices } from '../../src/web/known-devices.js'
import { signInWith } from '../../src/web/middleware/sign-in.js'
import type { Services } from '../../src/web/services.js'
import { testDatabase } from './database.js'
import { silentLog } from './log.js'
import { makeTinyHost, type TinyHost, tinyServices } from './tiny-host.js'
import { Visitor } from './visitor.js'

export interface TestApp {
  app: Express
  services: Services
  /** The code host behind every kind of host. */
  tiny: TinyHost
  /** Somebody with a browser of their own. */
  visitor(): Visitor
}

interface Told {
  environment?: NodeJS.ProcessEnv
  database?: Database
  queue?: JobQueue
  log?: Log
  tiny?: TinyHost
}

/** A queue that takes jobs and forgets them: nothing here works them off. */
export const idleQueue: JobQueue = {
  add: async () => {},
  work: async () => {},
  isReady: async () => true,
  close: async () => {},
}

/** An origin whose repositories may be added without asking a name server. */
export const gitOrigin = 'https://git.example.com'

/** What a production environment is told, in tests that need one. */
export const production: NodeJS.ProcessEnv = {
  NODE_ENV: 'production',
  DATABASE_URL: 'postgres://not.used.example/codevisto',
  DATABASE_TLS: 'encrypt',
  REDIS_URL: 'rediss://not.used.example:6380',
  REDIS_TLS: 'encrypt',
  MASTER_KEY: randomBytes(32).toString('base64'),
  SESSION_SECRET: 'a session secret of forty characters ...',
  APP_URL: 'https://codevisto.example.com',
  SMTP_URL: 'smtps://codevisto:password@mail.example.com:465',
  MAIL_FROM: 'Codevisto <codevisto@example.com>',
}

/** The whole web application with limits of its own, on this worker's database. */
export function makeApp(told: Told = {}): TestApp {
  const database = told.database ?? testDatabase()
  const config = readConfig({ NODE_ENV: 'test', OUTBOUND_ALLOW: gitOrigin, ...told.environment })
  const tiny = told.tiny ?? makeTinyHost()
  const services: Services = {
    config,
    database,
    queue: told.queue ?? idleQueue,
    limits: openRateLimits(null),
    authenticator: signInWith(database),
    ...tinyServices(tiny),
    devices: openKnownDevices('a secret of the test’s devices', config.appUrlOrigin),
    log: told.log ?? silentLog,
    telemetry: openTelemetry('web', { pool: database.connections }),
  }
  const app = createApp(services, 'a secret for tests that nobody else knows')
  return { app, services, tiny, visitor: () => new Visitor(app) }
}
