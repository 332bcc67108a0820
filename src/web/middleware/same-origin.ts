import type { RequestHandler } from 'express'
import { WebFault } from '../faults.js'

const safe = new Set(['GET', 'HEAD', 'OPTIONS'])

const foreign = () => {
  const advice = 'Open the page here and send the form from it.'
  return new WebFault(403, { title: 'This request came from another site.', advice }, 'origin')
}

/**
 * The layer before the CSRF token: a browser says where a request comes from, and one from elsewhere
 * is refused. Older browsers say it by Origin, which must be ours; without either the token decides.
 */
export function sameOrigin(origin: string): RequestHandler {
  return (request, _response, next) => {
    if (safe.has(request.method)) return next()
    const site = request.get('sec-fetch-site')
    if (site !== undefined)
      return next(site === 'same-origin' || site === 'none' ? undefined : foreign())
    const from = request.get('origin')
    return next(from === undefined || from === origin ? undefined : foreign())
  }
}

/**
 * Forms alone change something: a body of another kind, such as JSON dressed as text, is not read. An
 * answer to every unsafe method, before anything looks into the body.
 */
export const formsOnly: RequestHandler = (request, _response, next) => {
  const isReading = safe.has(request.method)
  const isForm = request.is('application/x-www-form-urlencoded') !== false
  if (isReading || request.get('content-type') === undefined || isForm) return next()
  next(new WebFault(415, { title: 'This is not a form.', advice: 'Use the page.' }))
}
