import { type Handler, show as send } from '../show.js'

/** `GET /settings/identities`: who is who, and what to correct. */
export const index: Handler = (services, request, response) => {
  const head = { title: 'Identities', section: '/settings/identities' }
  return send(services, request, response, 'settings/identities/index', head, async () => ({}))
}
