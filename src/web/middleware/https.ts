import type { RequestHandler } from 'express'
import { WebFault } from '../faults.js'

const plain = () => {
  const advice = 'Send it again to the address that begins with https.'
  return new WebFault(403, { title: 'This was sent without encryption.', advice })
}

/** What machines call: they learn nothing from a redirect but to send their secrets twice. */
const isForMachines = (path: string) => /^\/(api|webhooks)(\/|$)/.test(path)

/**
 * Under https nothing is answered in the clear: a page that is asked for is redirected to its
 * encrypted address, whatever carries data or a secret is refused. The address is the configured one,
 * never the Host header.
 */
export function httpsOnly(origin: string): RequestHandler {
  return (request, response, next) => {
    if (request.secure) return next()
    const isReading = request.method === 'GET' || request.method === 'HEAD'
    if (!isReading || isForMachines(request.path)) return next(plain())
    // One slash at the front: "//elsewhere" would be another host.
    response.redirect(308, `${origin}/${request.originalUrl.replace(/^\/+/, '')}`)
  }
}
