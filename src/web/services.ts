import type passport from 'passport'
import type { Config } from '../config.js'
import type { Database } from '../database/client.js'
import type { JobQueue } from '../jobs/queue.js'
import type { Log } from '../platform/log.js'
import type { RateLimits } from '../platform/rate-limits.js'
import type { Telemetry } from '../platform/telemetry.js'
import type { HostServices } from '../repositories/open-connection.js'
import type { KnownDevices } from './known-devices.js'

/**
 * What the web process works with; handed to the app once. `secrets` opens and closes what is encrypted
 * at rest.
 */
export interface Services extends HostServices {
  config: Config
  database: Database
  queue: JobQueue
  limits: RateLimits
  authenticator: passport.Authenticator
  devices: KnownDevices
  log: Log
  telemetry: Telemetry
}
