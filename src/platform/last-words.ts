import type { Log } from './log.js'

/**
 * What nobody caught ends the process, as it must: nobody knows what state it left. It is said in the
 * log first, without secrets; whoever keeps the process running starts it again.
 */
export function sayLastWords(log: Log): void {
  process.on('uncaughtException', (error) => {
    log.fatal({ err: error }, 'an error that nobody caught ends the process')
    process.exit(1)
  })
}
