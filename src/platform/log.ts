import { type DestinationStream, type Logger, pino } from 'pino'
import { logContext } from './log-context.js'
import { withoutSecrets } from './secret-text.js'

export type Log = Logger

/** Keys whose values never reach a log, at any place down to the third level. */
const secretKeys = [
  ...['password', 'passwordHash', 'token', 'authorization', 'cookie', '_csrf', 'secret'],
]
const redacted = secretKeys.flatMap((key) => [key, `*.${key}`, `*.*.${key}`])

/** What may wait for a reader of stdout that has stopped reading, in characters; then lines are lost. */
const longestWait = 4 * 1024 * 1024

/** Stdout. Where it leads nowhere any more, or its disk is full, the product goes on without a log. */
function standardOut(): DestinationStream {
  const out = pino.destination({ fd: 1, sync: false, maxLength: longestWait })
  const { flushSync } = out
  // At the end of the process it would try for ever to write what cannot be written.
  out.on('error', () => Object.assign(out, { flushSync: () => {} }))
  out.on('write', () => Object.assign(out, { flushSync }))
  return out
}

/**
 * A log of JSON lines on stdout, without secrets: what is known as one is left out by its key, and each
 * finished line is scrubbed. A line carries the request or job it belongs to, and the company's id.
 * @param name the process: web, worker
 */
export function openLog(name: string, level: string, destination?: DestinationStream): Log {
  const out = destination ?? standardOut()
  const scrubbed = {
    write: (line: string) => void out.write(withoutSecrets(line)),
    // What pino calls after a fatal line: the process is about to end.
    flushSync: () => 'flushSync' in out && (out.flushSync as () => void)(),
  }
  const options = {
    ...{ name, level, mixin: logContext },
    redact: { paths: redacted, censor: '[secret]' },
    timestamp: pino.stdTimeFunctions.isoTime,
    // Words instead of numbers: what an operator filters by.
    formatters: { level: (label: string) => ({ level: label }) },
  }
  return pino(options, scrubbed)
}
