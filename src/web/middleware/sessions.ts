import csurf from 'csurf'
import type { RequestHandler } from 'express'
import session from 'express-session'
import { SessionStore } from '../../people/sessions.js'
import { findCurrent } from '../current.js'
import type { Services } from '../services.js'

/** Sessions as rows of PostgreSQL, their key in a cookie that scripts cannot read. */
export function sessions({ config, database }: Services, secret: string): RequestHandler {
  const isHttps = config.appUrlOrigin.startsWith('https:')
  return session({
    store: new SessionStore(database),
    secret,
    // The prefix makes the browser refuse the cookie from any other host or over plain http.
    name: isHttps ? '__Host-session' : 'session',
    cookie: { httpOnly: true, sameSite: 'lax', secure: isHttps, path: '/' },
    resave: false,
    saveUninitialized: false,
  })
}

/**
 * Redirects without a body. A browser follows a redirect at its first byte, and a session's store sends
 * the head of a body before it has stored: the next page would meet the session as it was before.
 */
export const patientRedirects: RequestHandler = (_request, response, next) => {
  response.redirect = (...told: [string | number, (string | number)?]) => {
    const [status, url] = typeof told[0] === 'number' ? told : [302, told[0]]
    response.location(String(url)).status(Number(status)).end()
  }
  next()
}

/**
 * A token in every form, kept in the session, taken from the body or a header and never the URL.
 * csurf makes a session for whoever comes by; a page without a form needs none.
 * @param formPaths pages whose forms are for people who are not signed in
 */
export function csrf(formPaths: ReadonlySet<string>): RequestHandler {
  const tokens = csurf({
    cookie: false,
    value: (request) => {
      const sent: unknown = request.body?._csrf ?? request.get('x-csrf-token')
      return typeof sent === 'string' ? sent : ''
    },
  })
  return (request, response, next) => {
    const isReading = request.method === 'GET' || request.method === 'HEAD'
    const hasNoForm = isReading && !findCurrent(request) && !formPaths.has(request.path)
    return hasNoForm ? next() : tokens(request, response, next)
  }
}
