import { type Log, openLog } from '../../src/platform/log.js'

/** A log that says nothing. */
export const silentLog: Log = openLog('test', 'silent')

/** A log whose lines a test can read. */
export function readableLog(): { log: Log; lines: string[] } {
  const lines: string[] = []
  return { log: openLog('test', 'debug', { write: (line) => void lines.push(line) }), lines }
}
