import { metrics } from '../../reports/metrics.js'
import { type Handler, show } from '../show.js'

/** `GET /metrics`: how we count this. */
export const index: Handler = (services, request, response) => {
  const head = { title: 'How we count this', section: '/metrics' }
  return show(services, request, response, 'metrics/index', head, async () => metrics())
}
