import { expect, onTestFinished, test } from 'vitest'
import { readConfig } from '../../src/config.js'
import { jobs } from '../../src/jobs/catalog.js'
import { handlersOf } from '../../src/jobs/handlers.js'
import { roundsOf } from '../../src/jobs/rounds.js'
import type { WorkerServices } from '../../src/jobs/worker-services.js'
import { openPostman } from '../../src/platform/mail.js'
import { openTelemetry } from '../../src/platform/telemetry.js'
import { idleQueue } from '../support/app.js'
import { testDatabase } from '../support/database.js'
import { silentLog } from '../support/log.js'
import { makeTinyHost, tinyServices } from '../support/tiny-host.js'

function workerServices(): WorkerServices {
  const config = readConfig({ NODE_ENV: 'test', WORK_FOLDER: '/nowhere' })
  const postman = openPostman(config)
  onTestFinished(() => postman.close())
  const codeHosts = tinyServices(makeTinyHost())
  const database = testDatabase()
  const telemetry = openTelemetry('worker', { pool: database.connections })
  return { config, database, queue: idleQueue, codeHosts, postman, log: silentLog, telemetry }
}

test('every job of the catalogue is done by somebody, and nothing else is', () => {
  expect(Object.keys(handlersOf(workerServices())).sort()).toEqual(Object.keys(jobs).sort())
})

test('every round has a name of its own, and comes to its end on an empty machine', async () => {
  const rounds = roundsOf(workerServices())
  const names = rounds.map(({ name }) => name)
  expect(new Set(names).size).toBe(names.length)
  for (const { work } of rounds) await work()
})
