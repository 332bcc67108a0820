import { analyzeRepositoryJob } from './analyze-repository.js'
import type { JobName } from './catalog.js'
import { changeTimeZoneJob } from './change-time-zone.js'
import { doChoreJob } from './chores.js'
import { collectRepositoryJob } from './collect-repository.js'
import { connecting } from './collect-services.js'
import { listRepositoriesJob } from './list-repositories.js'
import { mailSignUpJob } from './mail-sign-up.js'
import { makeDemoJob } from './make-demo.js'
import type { Handler } from './queue.js'
import { recoverPasswordJob } from './recover-password.js'
import { sendMailJob } from './send-mail.js'
import type { WorkerServices } from './worker-services.js'

/** Readings wait for their hosts most of the time. */
export const collectingAtOnce = 4

/** Who does each kind of job, and how many of them one worker does at once. */
export type Handlers = { [Name in JobName]: { atOnce: number; handle: Handler<Name> } }

/** Every job of the catalogue and its handler. */
export function handlersOf(services: WorkerServices): Handlers {
  const { config, codeHosts } = services
  const hosts = { ...services, ...codeHosts }
  const collecting = { ...services, connect: connecting(codeHosts, services.telemetry) }
  return {
    'analyze-repository': {
      atOnce: config.analysesAtOnce,
      handle: (run, leaving) => analyzeRepositoryJob(services, run, leaving),
    },
    'list-repositories': {
      atOnce: 2,
      handle: (listing, leaving) => listRepositoriesJob(hosts, listing, leaving),
    },
    'collect-repository': {
      atOnce: collectingAtOnce,
      handle: (turn, leaving) => collectRepositoryJob(collecting, turn, leaving),
    },
    'send-mail': { atOnce: 2, handle: (mail) => sendMailJob(services, mail) },
    'recover-password': { atOnce: 1, handle: (asked) => recoverPasswordJob(services, asked) },
    'mail-sign-up': { atOnce: 1, handle: (wish) => mailSignUpJob(services, wish) },
    'change-time-zone': {
      atOnce: 1,
      handle: (change, leaving) => changeTimeZoneJob(services, change, leaving),
    },
    'make-demo': { atOnce: 1, handle: (demo) => makeDemoJob(services, demo) },
    'do-chore': { atOnce: 2, handle: (chore, leaving) => doChoreJob(services, chore, leaving) },
  }
}

/** Begins to work off every kind of job. */
export async function takeOn(services: WorkerServices): Promise<void> {
  const begin = <Name extends JobName>(
    name: Name,
    { atOnce, handle }: { atOnce: number; handle: Handler<Name> },
  ) => services.queue.work(name, atOnce, handle)
  const handlers = handlersOf(services)
  for (const name of Object.keys(handlers) as JobName[]) {
    await begin(name, handlers[name] as { atOnce: number; handle: Handler<JobName> })
  }
}
