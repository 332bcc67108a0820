import * as cleanUps from './pages/clean-ups.js'
import * as data from './pages/data.js'
import * as personRights from './pages/person-rights.js'
import * as removals from './pages/removals.js'
import { get, post, type Route } from './route.js'

/** What is kept, for how long, and what is to be gone. */
export const dataRoutes: readonly Route[] = [
  get('/settings/data', 'data.view', data.index),
  get('/settings/data/clean-ups/new', 'data.clear', cleanUps.preview),
  post('/settings/data/clean-ups', 'data.clear', cleanUps.create),
  post('/settings/data/cleared-periods/:id/lift', 'data.clear', data.lift),
  post('/settings/data/retention', 'data.keep', data.retention),
  get('/settings/company/remove', 'company.remove', removals.askCompany),
  post('/settings/company/remove', 'company.remove', removals.company),
  post('/settings/company/keep', 'company.remove', removals.keep),
  get('/repositories/:id/remove', 'repository.remove', removals.askRepository),
  post('/repositories/:id/remove', 'repository.remove', removals.repository),
  post('/settings/identities/:id/export', 'person.export', personRights.download),
  get('/settings/identities/:id/erase', 'person.erase', personRights.askErasure),
  post('/settings/identities/:id/erase', 'person.erase', personRights.erase),
]
