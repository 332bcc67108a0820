import type { Log } from '../platform/log.js'
import { logWithin } from '../platform/log-context.js'

/** Work that is done again and again: its name, its pause in seconds, and what it does. */
export interface Recurring {
  name: string
  seconds: number
  work: () => Promise<unknown>
}

/**
 * Runs each piece of work at once and then after every pause, never twice at a time. A fault is
 * logged and does not stop the next round.
 * @returns ends the schedule, waiting for what is under way
 */
export function runSchedule(recurring: Recurring[], log: Log): () => Promise<void> {
  let isOver = false
  const timers = new Map<string, NodeJS.Timeout>()
  const underWay = new Map<string, Promise<void>>()
  const round = async ({ name, seconds, work }: Recurring): Promise<void> => {
    await logWithin({ round: name }, async () => {
      try {
        await work()
      } catch (error) {
        log.warn({ err: error }, 'a recurring piece of work failed')
      }
    })
    if (!isOver)
      timers.set(
        name,
        setTimeout(() => begin({ name, seconds, work }), seconds * 1000),
      )
  }
  const begin = (piece: Recurring) => underWay.set(piece.name, round(piece))
  for (const piece of recurring) begin(piece)
  return async () => {
    isOver = true
    for (const timer of timers.values()) clearTimeout(timer)
    await Promise.all(underWay.values())
  }
}
