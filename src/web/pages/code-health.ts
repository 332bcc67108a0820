import { health } from '../../reports/health.js'
import { showFiltered } from '../filtered.js'
import type { Handler } from '../show.js'

/** `GET /health` */
export const show: Handler = (services, request, response) =>
  showFiltered(services, request, response, {
    ...{ view: 'health/show', head: { title: 'Code health', section: '/health' }, path: '/health' },
    report: (db, { filters }) => health(db, filters),
  })
