import type { RequestHandler } from 'express'
import { type Action, may } from '../../access/roles.js'
import { findCurrent, readCurrent } from '../current.js'
import { forbidden } from '../faults.js'
import type { Services } from '../services.js'

/** Reads who asks; an account that is gone is signed out. */
export function current(services: Services): RequestHandler {
  return async (request, _response, next) => {
    if (request.user && !(await readCurrent(services, request))) {
      await new Promise((resolve) => request.logout(resolve))
    }
    next()
  }
}

/** Lets through who may do this: the one place where roles decide. */
export function allow(action: Action): RequestHandler {
  return (request, response, next) => {
    const who = findCurrent(request)
    if (!who) {
      const wanted = request.method === 'GET' ? request.originalUrl : '/'
      const query = wanted === '/' ? '' : `?${new URLSearchParams({ next: wanted })}`
      return response.redirect(303, `/sign-in${query}`)
    }
    if (!may(who.user.role, action)) return next(forbidden())
    // Signed-in pages stay out of every cache, the browser's own included.
    response.set('Cache-Control', 'no-store')
    return next()
  }
}
