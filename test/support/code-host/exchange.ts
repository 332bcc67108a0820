import type { IncomingHttpHeaders } from 'node:http'
import type { HostKind } from '../../../src/code-hosts/host-type.js'
import type { Disorder } from './paging.js'
import type { Seed } from './seed.js'
import type { FakeToken } from './tokens.js'

/** A request that was let in. */
export interface Ask {
  kind: HostKind
  method: string
  /** Beneath the dialect's own prefix, as it was sent. */
  path: string
  query: URLSearchParams
  headers: IncomingHttpHeaders
  body: string
  token: FakeToken
  world: World
  /** How lists come apart, where a fault says so. */
  disorder: Disorder
}

/** `body` is sent as JSON unless it is text; undefined is no body. */
export interface Answer {
  status: number
  headers?: Record<string, string>
  body?: unknown
}

/** What every handler knows. */
export interface World {
  seed: Seed
  origin: string
}

export type Handler = (ask: Ask, ...parts: string[]) => Answer | Promise<Answer>

/** Handlers by path; `:name` is given to the handler, decoded, in order. Nothing is ever written. */
export type Routes = Record<string, Handler>

/** A table of routes as one function; null where none fits. */
export function router(routes: Routes): (ask: Ask) => Promise<Answer> | Answer | null {
  const compiled = Object.entries(routes).map(([path, handler]) => ({
    ...{ handler, pattern: new RegExp(`^${path.replace(/:\w+/g, '([^/]+)')}/?$`) },
  }))
  return (ask) => {
    for (const { pattern, handler } of compiled) {
      const found = ask.method === 'GET' && pattern.exec(ask.path)
      if (found) return handler(ask, ...found.slice(1).map(decodeURIComponent))
    }
    return null
  }
}
