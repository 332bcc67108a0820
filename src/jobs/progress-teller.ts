import type { AnalysisProgress } from '../analysis/progress.js'
import type { Log } from '../platform/log.js'

/** Pages learn of progress at most this often, in milliseconds. */
const telling = 700

/** Passes progress on, one write at a time; what comes while one is under way is superseded. */
export function progressTeller(tell: (progress: AnalysisProgress) => Promise<void>, log: Log) {
  let last = 0
  let underWay: Promise<void> = Promise.resolve()
  let isBusy = false
  return {
    say(progress: AnalysisProgress) {
      if (isBusy || Date.now() - last < telling) return
      last = Date.now()
      isBusy = true
      underWay = tell(progress)
        .catch((error) => log.warn({ err: error }, 'progress could not be told'))
        .finally(() => {
          isBusy = false
        })
    },
    done: () => underWay,
  }
}
