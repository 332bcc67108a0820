import type { Log } from './log.js'

/** How long work in hand may take to end before the process leaves anyway, in milliseconds. */
const patience = 24_000

/**
 * Calls `drain` once, at the first SIGINT or SIGTERM or when the process that started us is gone,
 * then leaves. Further
 * signals change nothing: at a terminal, Ctrl-C reaches everybody, and whoever started us adds another.
 */
export function onShutdown(log: Log, drain: (reason: string) => Promise<void>): void {
  let isLeaving = false
  const leave = (reason: string) => {
    if (isLeaving) return
    isLeaving = true
    log.info({ reason }, 'shutting down')
    const limit = setTimeout(() => process.exit(1), patience)
    drain(reason)
      .catch((error) => log.error({ err: error }, 'shutting down failed'))
      .finally(() => {
        clearTimeout(limit)
        process.exit(0)
      })
  }
  process.on('SIGTERM', () => leave('SIGTERM'))
  process.on('SIGINT', () => leave('SIGINT'))
  if (process.connected) process.on('disconnect', () => leave('the starter is gone'))
}
