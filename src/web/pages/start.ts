import { hostTiles } from '../../reports/host-tiles.js'
import type { StartForm } from '../../reports/page-types.js'
import { startAnalyses, startConnections } from '../../reports/repositories.js'
import { type Handler, show as send } from '../show.js'

/** The form as it stands at first, or as it came back. */
export function startPage(form: StartForm, status = 200): Handler {
  return (services, request, response) => {
    const head = { title: 'Add a repository', section: '/start', status }
    return send(services, request, response, 'start/show', head, async (db) => ({
      form,
      hosts: hostTiles(services.hosts),
      connections: await startConnections(db, services.hosts),
      allowsLocalPaths: services.config.isEmbedded,
      offersDemo: services.config.offersDemo,
      analyses: await startAnalyses(db),
    }))
  }
}

/** `GET /start` */
export const show = startPage({ values: {}, errors: {}, problem: null })
