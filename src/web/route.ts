import type { Action } from '../access/roles.js'
import type { Handler } from './show.js'

/** One URL of the product: what it takes to ask for it, and who answers. */
export interface Route {
  method: 'get' | 'post'
  path: string
  /** `public` is for pages that somebody who is not signed in may see. */
  action: Action | 'public'
  handler: Handler
}

/** A page. */
export const get = (path: string, action: Route['action'], handler: Handler): Route => ({
  ...{ method: 'get', path, action, handler },
})

/** A form that changes something. */
export const post = (path: string, action: Route['action'], handler: Handler): Route => ({
  ...{ method: 'post', path, action, handler },
})
