import * as digests from './pages/digests.js'
import * as signalRules from './pages/signal-rules.js'
import * as signals from './pages/signals.js'
import * as unsubscriptions from './pages/unsubscriptions.js'
import { get, post, type Route } from './route.js'

/** Signals, their rules, and the Monday mail that tells them; ending it by its link is in app.ts. */
export const signalRoutes: readonly Route[] = [
  get('/signals', 'signals.view', signals.index),
  post('/signals/dismissals', 'signal.dismiss', signals.dismiss),
  post('/signals/dismissals/:id/undo', 'signal.dismiss', signals.undo),
  get('/settings/rules', 'rules.view', signalRules.index),
  post('/settings/rules', 'rules.change', signalRules.update),
  get('/unsubscribe/:token', 'public', unsubscriptions.show),
  post('/me/digest', 'profile.change', digests.update),
]
