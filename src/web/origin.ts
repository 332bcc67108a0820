import type { Request } from 'express'
import type { Origin } from '../audit/traces.js'

/** From where a request comes, as the audit keeps it. */
export function originOf(request: Request): Origin {
  const id = request.res?.get('X-Request-Id')
  return {
    ip: request.ip ?? null,
    userAgent: request.get('user-agent') ?? null,
    requestId: id ?? null,
  }
}
