import { AsyncResource } from 'node:async_hooks'
import { randomUUID } from 'node:crypto'
import type { RequestHandler } from 'express'
import { logWithin } from '../../platform/log-context.js'
import type { Services } from '../services.js'

/** Pages whose address ends in a key: a mailed link's token, a webhook's name. */
const keyed =
  /^\/(password-resets|invitations|email-changes|sign-ups|unsubscribe|demo|webhooks)\/.*$/i

/** A path as it may be logged: a key does not stand in a log, however it was mistyped. */
export const loggedPath = (path: string): string => path.replace(keyed, '/$1/[secret]')

/** What is asked for all the time and says nothing: assets, and whoever watches over the process. */
const isQuiet = (path: string) => path.startsWith('/assets/') || /^\/(health|ready)z$/.test(path)

/**
 * One line a request: what was asked, how it ended, how long it took. Never a query or a body. Every
 * other line written for it carries the same id, which the answer tells and the audit keeps.
 */
export function requestLog({ log, telemetry }: Services): RequestHandler {
  return (request, response, next) => {
    const begun = performance.now()
    const id = randomUUID()
    response.set('X-Request-Id', id)
    const tell = () => {
      const took = performance.now() - begun
      // The pattern, never the path: a path holds ids, and could hold anything.
      const route = typeof request.route?.path === 'string' ? request.route.path : 'other'
      const { method } = request
      telemetry.request({ method, route, status: response.statusCode, seconds: took / 1000 })
      const line = {
        method,
        path: loggedPath(request.path),
        status: response.statusCode,
        ms: Math.round(took),
        // Whoever asked left before the answer was there.
        ...(response.writableFinished ? {} : { left: true }),
      }
      if (isQuiet(request.path)) log.debug(line, 'request')
      else log.info(line, 'request')
    }
    logWithin({ request: id }, () => {
      response.on('close', AsyncResource.bind(tell))
      next()
    })
  }
}
