import { companyRemoval, removeCompany } from '../companies/company-removal.js'
import {
  type Chore,
  type ChoreKind,
  endChore,
  queueChore,
  takeDueChores,
} from '../database/chores.js'
import type { Database } from '../database/client.js'
import type { CompanyQueries } from '../database/company.js'
import { inBulk } from '../database/staging.js'
import type { Log } from '../platform/log.js'
import { cleanUpStep } from '../retention/clean-up-steps.js'
import { erasureStep } from '../retention/erasure-steps.js'
import type { JobQueue } from './queue.js'

type State = 'more' | 'wait' | 'done'

/** Whoever has thought again by then is left alone. */
async function companyRemovalStep(queries: CompanyQueries): Promise<State> {
  const removal = await companyRemoval(queries)
  if (removal && removal.dueAt > new Date()) return 'wait'
  await removeCompany(queries)
  return 'done'
}

/** One step of a chore, in one transaction; what it did and how far it is are stored together. */
const steps: Partial<Record<ChoreKind, (queries: CompanyQueries, id: bigint) => Promise<State>>> = {
  'clean-up': cleanUpStep,
  erasure: erasureStep,
  'company-removal': companyRemovalStep,
}

/** Seconds until a chore is looked at again: while others are in the way, and while one is at it. */
const pause = { wait: 3, more: 300 }

/** Does a chore step by step until it is done, has to wait, or the worker leaves. */
export async function doChoreJob(
  { database, log }: { database: Database; log: Log },
  { companyId, kind, subjectId }: Chore,
  leaving: AbortSignal,
): Promise<void> {
  const inSeconds = (seconds: number) => new Date(Date.now() + seconds * 1000)
  const step = () =>
    inBulk(database, companyId, async (queries) => {
      const state = (await steps[kind]?.(queries, subjectId)) ?? 'done'
      if (state === 'done') await queries.run(endChore, kind, subjectId)
      else await queries.run(queueChore, kind, subjectId, inSeconds(pause[state]))
      return state
    })
  let state = await step()
  while (state === 'more' && !leaving.aborted) state = await step()
  if (state === 'more') {
    await inBulk(database, companyId, (db) => db.run(queueChore, kind, subjectId, inSeconds(0)))
  }
  if (state === 'done') log.info({ kind, subject: String(subjectId) }, 'chore done')
}

/** Lets due chores into the queue. */
export async function dispatchChores(database: Database, queue: JobQueue): Promise<number> {
  const due = await takeDueChores(database, 20)
  for (const { companyId, kind, subjectId } of due) {
    const ids = { companyId: String(companyId), subjectId: String(subjectId) }
    await queue.add('do-chore', `chore-${companyId}-${kind}-${subjectId}`, { ...ids, kind })
  }
  return due.length
}
