import type { Config } from '../config.js'
import type { Database } from '../database/client.js'
import type { Log } from '../platform/log.js'
import type { Postman } from '../platform/mail.js'
import type { Telemetry } from '../platform/telemetry.js'
import type { HostServices } from '../repositories/open-connection.js'
import type { JobQueue } from './queue.js'

/** What the worker works with; opened once (src/worker.ts). */
export interface WorkerServices {
  config: Config
  database: Database
  queue: JobQueue
  codeHosts: HostServices
  postman: Postman
  log: Log
  telemetry: Telemetry
}
