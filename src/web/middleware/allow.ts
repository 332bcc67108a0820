import type { RequestHandler } from 'express'
import { type Action, isOpen, may } from '../../access/roles.js'
import { findCurrent, readCurrent } from '../current.js'
import { forbidden, sampleOnly } from '../faults.js'
import type { Services } from '../services.js'
import { restart, rotate } from '../signed-in.js'

/** What somebody may do who must set up a second factor first. */
const settingUp = new Set(['/me/second-factor', '/sign-out'])

/**
 * Reads who asks; an account that is gone is signed out. A session whose user got another role goes on
 * under a new key.
 */
export function current(services: Services): RequestHandler {
  return async (request, response, next) => {
    if (!request.user) return next()
    const found = await readCurrent(services, request)
    if (!found) {
      await restart(request)
      request.user = undefined
      return next()
    }
    const { user, account } = found
    if (request.session.role !== user.role) {
      if (request.session.role) await rotate(request, { keepsForms: true })
      request.session.role = user.role
    }
    if (account.mustSetUpSecondFactor && !settingUp.has(request.path)) {
      return response.redirect(303, '/me/second-factor')
    }
    return next()
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
    if (!isOpen(action, who.company)) return next(sampleOnly())
    // Signed-in pages stay out of every cache, the browser's own included.
    response.set('Cache-Control', 'no-store')
    return next()
  }
}
