import { mails } from '../../reports/mails.js'
import { type Handler, show as send } from '../show.js'

/** `GET /settings/mails`: what was sent, what waits, and what did not arrive. */
export const index: Handler = (services, request, response) => {
  const head = { title: 'Mails', section: '/settings/mails' }
  return send(services, request, response, 'settings/mails/index', head, mails)
}
