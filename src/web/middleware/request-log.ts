import { randomUUID } from 'node:crypto'
import type { RequestHandler } from 'express'
import { findCurrent } from '../current.js'
import type { Services } from '../services.js'

/** A path as it may be logged: the token of a mailed link or the name of a webhook is a key, and does not stand in a log. */
export const loggedPath = (path: string): string =>
  path.replace(
    /^\/(password-resets|invitations|email-changes|sign-ups|webhooks)\/.*$/i,
    '/$1/[secret]',
  )

/** One line a request: what was asked, how it ended, how long it took. Never a query or a body. */
export function requestLog({ log, telemetry }: Services): RequestHandler {
  return (request, response, next) => {
    const begun = performance.now()
    const id = randomUUID()
    response.set('X-Request-Id', id)
    response.on('finish', () => {
      const took = performance.now() - begun
      // The pattern, never the path: a path holds ids, and could hold anything.
      const route = typeof request.route?.path === 'string' ? request.route.path : 'other'
      const { method } = request
      telemetry.request({ method, route, status: response.statusCode, seconds: took / 1000 })
      const line = {
        request: id,
        method,
        path: loggedPath(request.path),
        status: response.statusCode,
        ms: Math.round(took),
        company: findCurrent(request)?.company.id.toString(),
      }
      if (request.path.startsWith('/assets/')) log.debug(line, 'request')
      else log.info(line, 'request')
    })
    next()
  }
}
