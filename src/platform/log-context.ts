import { AsyncLocalStorage } from 'node:async_hooks'

/** What every line of one piece of work carries: the request or job it belongs to, and whose it is. */
export interface LogContext {
  request?: string
  job?: string
  round?: string
  company?: string
}

/**
 * For the log alone. No work may ask it for a company: what reads or writes is told its company by its
 * caller, always.
 */
const contexts = new AsyncLocalStorage<LogContext>()

/** Does work whose every line in the log carries this, beside what it carries already. */
export const logWithin = <T>(told: LogContext, work: () => T): T =>
  contexts.run({ ...contexts.getStore(), ...told }, work)

/** Adds to what the lines of the work under way carry from here on. */
export function tellLog(told: LogContext): void {
  const context = contexts.getStore()
  if (context) Object.assign(context, told)
}

/** What a line written here carries. */
export const logContext = (): LogContext => ({ ...contexts.getStore() })
