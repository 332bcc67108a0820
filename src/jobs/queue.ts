import type { Log } from '../platform/log.js'
import { type LogContext, logWithin } from '../platform/log-context.js'
import type { Telemetry } from '../platform/telemetry.js'
import { type JobName, jobs, type Payload } from './catalog.js'
import { type AnyQueue, type AnyWorker, openStore, type QueueStore } from './queue-store.js'

/** What does a job. The signal says that the process wants to leave. */
export type Handler<Name extends JobName> = (
  payload: Payload<Name>,
  signal: AbortSignal,
) => Promise<void>

/** A payload as it is written: ids as decimal strings. */
export type Sent<Name extends JobName> = {
  [Key in keyof Payload<Name>]: Payload<Name>[Key] extends bigint ? string : Payload<Name>[Key]
}

export interface JobQueue {
  /** Adds a job. `key` is its identity: while a job is known its key is not added again. */
  add<Name extends JobName>(name: Name, key: string, payload: Sent<Name>): Promise<void>
  /** Begins to work off the jobs of one kind. */
  work<Name extends JobName>(name: Name, concurrency: number, handler: Handler<Name>): Promise<void>
  /** Whether the store answers. */
  isReady(): Promise<boolean>
  /** Raises the signals of jobs in work, lets them end, and disconnects. */
  close(): Promise<void>
}

/** Jobs are not kept: what happened stands in PostgreSQL, and a kept key could not be used again. */
const kept = { removeOnComplete: true, removeOnFail: true, attempts: 1 }

/** What the log's lines of a job carry. */
function contextOf(job: { id?: string | undefined; data: unknown } | undefined): LogContext {
  const company = (job?.data as { companyId?: unknown } | undefined)?.companyId
  return {
    ...(job?.id === undefined ? {} : { job: job.id }),
    ...(typeof company === 'string' ? { company } : {}),
  }
}

/** Opens the queue. Nothing is worked off until `work` is called. */
export function openQueue(
  where: QueueStore,
  log: Log,
  telemetry: Pick<Telemetry, 'job'> | null = null,
): JobQueue {
  const onError = (error: Error) => log.warn({ err: error }, 'queue store')
  const store = openStore(where, onError)
  const queues = new Map<JobName, AnyQueue>()
  const workers: AnyWorker[] = []
  const leaving = new AbortController()

  const queue = (name: JobName): AnyQueue => {
    const known = queues.get(name)
    if (known) return known
    const opened = store.queue(name)
    opened.on('error', onError)
    queues.set(name, opened)
    return opened
  }

  return {
    async add(name, key, payload) {
      // BullMQ waits for a store that is away for as long as it is away: ask first.
      await store.ping?.()
      await queue(name).add(name, payload, { jobId: key, ...kept })
    },
    async work(name, concurrency, handler) {
      const worker = store.worker(
        name,
        async (job) => {
          const payload = jobs[name].parse(job.data) as Payload<typeof name>
          const begun = performance.now()
          const tell = (outcome: 'done' | 'failed') =>
            telemetry?.job({ name, outcome, seconds: (performance.now() - begun) / 1000 })
          try {
            await logWithin(contextOf(job), () => handler(payload, leaving.signal))
            tell('done')
          } catch (error) {
            tell('failed')
            throw error
          }
        },
        concurrency,
      )
      worker.on('error', onError)
      worker.on('failed', (job, error) => {
        // Given up by the queue because its worker fell silent: the round that takes back knows it, too.
        const level = error.name === 'UnrecoverableError' ? 'warn' : 'error'
        log[level]({ err: error, ...contextOf(job) }, 'job failed')
      })
      workers.push(worker)
      await worker.waitUntilReady()
    },
    async isReady() {
      try {
        await (store.ping ? store.ping() : queue('analyze-repository').count())
        return true
      } catch {
        return false
      }
    },
    async close() {
      leaving.abort()
      await Promise.all(workers.map((worker) => worker.close()))
      await Promise.all([...queues.values()].map((opened) => opened.close()))
      store.close()
    },
  }
}
