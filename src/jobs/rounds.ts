import { keepAudit } from '../audit/keep.js'
import { keyOf } from '../audit/signing.js'
import { sweepLinks } from '../database/links.js'
import { sweepClones } from '../git/sweep.js'
import { sweepSessions } from '../people/sessions.js'
import { dispatchRecounts } from './change-time-zone.js'
import { dispatchChores } from './chores.js'
import {
  addCollectionsAgain,
  dispatchCollections,
  reconcileCollections,
} from './collection-dispatcher.js'
import { queueDigests } from './digests.js'
import { addAgain, dispatch, reconcile } from './dispatcher.js'
import { keepAllRetention } from './keep-all-retention.js'
import { listDue } from './list-due.js'
import { dispatchMails } from './mail-dispatcher.js'
import { patiently, roundSeconds } from './patience.js'
import { readDue } from './read-due.js'
import type { Recurring } from './schedule.js'
import type { WorkerServices } from './worker-services.js'

/**
 * What every worker does again and again, by its pause: lets in what waits, takes back what dead workers
 * left, asks for what nobody asks for, and keeps house. Two workers doing it at once do no harm.
 */
export function roundsOf({ config, database, queue, log }: WorkerServices): Recurring[] {
  return [
    { name: 'let analyses in', seconds: 2, work: () => dispatch(database, queue) },
    { name: 'let readings in', seconds: 2, work: () => dispatchCollections(database, queue) },
    { name: 'let chores in', seconds: 3, work: () => dispatchChores(database, queue) },
    { name: 'let mails in', seconds: 5, work: () => dispatchMails(database, queue) },
    { name: 'let recounts in', seconds: 5, work: () => dispatchRecounts(database, queue) },
    { name: 'add analyses again', seconds: 5, work: () => addAgain(database, queue) },
    { name: 'add readings again', seconds: 5, work: () => addCollectionsAgain(database, queue) },
    {
      name: 'take back analyses',
      seconds: roundSeconds,
      work: patiently(database, () => reconcile(database)),
    },
    {
      name: 'take back readings',
      seconds: roundSeconds,
      work: patiently(database, () => reconcileCollections(database)),
    },
    { name: 'read what is due', seconds: 60, work: () => readDue(database) },
    { name: 'list what is due', seconds: 60, work: () => listDue(database, queue) },
    { name: 'queue digests', seconds: 60, work: () => queueDigests(database, log) },
    { name: 'sweep clones', seconds: 600, work: () => sweepClones(config.workFolder) },
    { name: 'sweep sessions', seconds: 3600, work: () => sweepSessions(database) },
    { name: 'sweep links', seconds: 3600, work: () => sweepLinks(database) },
    { name: 'keep retention', seconds: 3600, work: () => keepAllRetention(database) },
    { name: 'keep audit', seconds: 3600, work: () => keepAudit(database, keyOf(config), log) },
  ]
}
