import type { Action } from '../access/roles.js'
import * as analyses from './pages/analyses.js'
import * as commits from './pages/commits.js'
import * as outbox from './pages/outbox.js'
import * as overview from './pages/overview.js'
import * as repositories from './pages/repositories.js'
import * as sessions from './pages/sessions.js'
import * as signUps from './pages/sign-ups.js'
import * as start from './pages/start.js'
import type { Handler } from './show.js'

/** One URL of the product: what it takes to ask for it, and who answers. */
export interface Route {
  method: 'get' | 'post'
  path: string
  /** `public` is for pages that somebody who is not signed in may see. */
  action: Action | 'public'
  handler: Handler
}

const get = (path: string, action: Route['action'], handler: Handler): Route => ({
  ...{ method: 'get', path, action, handler },
})

const post = (path: string, action: Route['action'], handler: Handler): Route => ({
  ...{ method: 'post', path, action, handler },
})

/** Every page of the product. A URL that is not here does not exist. */
export const routes: readonly Route[] = [
  get('/', 'public', overview.show),

  get('/sign-up', 'public', signUps.form),
  post('/sign-up', 'public', signUps.create),
  get('/sign-in', 'public', sessions.form),
  post('/sign-in', 'public', sessions.create),
  post('/sign-out', 'session.end', sessions.remove),

  get('/outbox', 'public', outbox.index),

  get('/start', 'repository.add', start.show),
  get('/repositories', 'repositories.view', repositories.index),
  post('/repositories', 'repository.add', repositories.create),
  get('/repositories/:id', 'repositories.view', repositories.show),
  post('/repositories/:id/analyses', 'analysis.start', analyses.create),
  get('/repositories/:id/analyses/:analysis', 'analysis.view', analyses.show),

  get('/commits', 'commits.view', commits.index),
]
