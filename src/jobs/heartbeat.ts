import type { Database } from '../database/client.js'
import { type Run, seeRun } from '../database/runs.js'
import type { Log } from '../platform/log.js'

/** How often a worker says that it is alive, in milliseconds. */
const interval = 5_000

/**
 * Says every few seconds that a worker is at a piece of work. Once it has been given to another start,
 * `lost` is raised and the work must end without writing.
 * @param see gives a sign of life; false when the start has been taken back
 */
export function signsOfLife(see: () => Promise<boolean>, log: Log) {
  const lost = new AbortController()
  const beat = async () => {
    try {
      if (!(await see())) lost.abort()
    } catch (error) {
      // The database is away: the next beat tells. Silence for too long gives the run to another.
      log.warn({ err: error }, 'no sign of life could be given')
    }
  }
  const timer = setInterval(beat, interval)
  return {
    lost: lost.signal,
    /** The first beat: whether the work is this start's at all. */
    async begin(): Promise<boolean> {
      await beat()
      return !lost.signal.aborted
    },
    stop() {
      clearInterval(timer)
    },
  }
}

/** Signs of life of the worker at this run of an analysis. */
export const heartbeat = (database: Database, run: Run, log: Log) =>
  signsOfLife(() => seeRun(database, run), log)
