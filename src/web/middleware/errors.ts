import { randomBytes } from 'node:crypto'
import type { ErrorRequestHandler } from 'express'
import { isDatabaseAway } from '../../database/away.js'
import type { ErrorPage } from '../../reports/page-types.js'
import { staleForm, WebFault } from '../faults.js'
import { page } from '../page.js'
import { recordRefusal } from '../recorded.js'
import type { Services } from '../services.js'
import { loggedPath } from './request-log.js'

/** What a thrown thing means to the person who asked, or null when nobody could know. */
function meaning(error: unknown): WebFault | null {
  if (error instanceof WebFault) return error
  const { code, status, type } = (error ?? {}) as { code?: string; status?: number; type?: string }
  if (code === 'EBADCSRFTOKEN') return staleForm()
  if (type === 'entity.too.large' || type === 'parameters.too.many') {
    return new WebFault(413, { title: 'This is too much at once.', advice: 'Send less.' })
  }
  if (status && status >= 400 && status < 500) {
    return new WebFault(400, {
      title: 'This request cannot be read.',
      advice: 'Go back and try again.',
    })
  }
  if (isDatabaseAway(error)) {
    return new WebFault(503, {
      title: 'The database does not answer at the moment.',
      advice: 'Nothing was lost. Try again in a few seconds.',
    })
  }
  return null
}

/** Turns whatever was thrown into a page that says what to do, without a word of the inside. */
export function errors(services: Services): ErrorRequestHandler {
  const { log } = services
  return async (error, request, response, next) => {
    // The answer is whole; only the session's last use could not be stored. Passed on, it would be cut off.
    if (response.writableEnded) return log.warn({ err: error }, 'something failed after the answer')
    if (response.headersSent) return next(error)
    const fault = meaning(error)
    const reference = fault && fault.status < 500 ? null : randomBytes(5).toString('hex')
    const status = fault?.status ?? 500
    if (reference) {
      const line = { err: error, reference, path: loggedPath(request.path) }
      // That something is away is said by many requests at once; what nobody foresaw, by one.
      if (status === 503) log.warn(line, 'a request has to come back')
      else log.error(line, 'a request failed')
    }
    if (fault && status === 403) await recordRefusal(services, request, fault.refusal)
    const said: ErrorPage = {
      status,
      title: fault?.page.title ?? 'Something went wrong here.',
      advice: fault?.page.advice ?? 'Try again. If it happens again, tell us the reference below.',
      reference,
    }
    if (status === 503) response.set('Retry-After', '5')
    page(request, response, 'errors/show', { title: said.title, section: '', status }, said)
  }
}
