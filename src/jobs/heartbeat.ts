import type { Database } from '../database/client.js'
import { type Run, seeRun } from '../database/runs.js'
import type { Log } from '../platform/log.js'

/** How often a worker says that it is alive, in milliseconds. */
const interval = 5_000

/**
 * Says every few seconds that a worker is at this run. Once the run has been given to another start,
 * `lost` is raised and the work must end without writing.
 */
export function heartbeat(database: Database, run: Run, log: Log) {
  const lost = new AbortController()
  const beat = async () => {
    try {
      if (!(await seeRun(database, run))) lost.abort()
    } catch (error) {
      // The database is away: the next beat tells. Silence for too long gives the run to another.
      log.warn({ err: error }, 'no sign of life could be given')
    }
  }
  const timer = setInterval(beat, interval)
  return {
    lost: lost.signal,
    /** The first beat: whether the run is this start's at all. */
    async begin(): Promise<boolean> {
      await beat()
      return !lost.signal.aborted
    },
    stop() {
      clearInterval(timer)
    },
  }
}
