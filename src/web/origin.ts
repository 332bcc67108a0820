import type { Request } from 'express'
import type { Origin } from '../audit/traces.js'
import { current } from './current.js'

/** From where a request comes, as the audit keeps it. */
export function originOf(request: Request): Origin {
  const id = request.res?.get('X-Request-Id')
  return {
    ip: request.ip ?? null,
    userAgent: request.get('user-agent') ?? null,
    requestId: id ?? null,
  }
}

/** Who changes something, and from where: what every entry of the audit is told. */
export const changeOf = (request: Request) => ({
  actorId: current(request).user.id,
  from: originOf(request),
})
