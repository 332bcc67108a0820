import { work } from '../../reports/work.js'
import { showFiltered } from '../filtered.js'
import type { Handler } from '../show.js'

/** `GET /work` */
export const show: Handler = (services, request, response) =>
  showFiltered(services, request, response, {
    ...{ view: 'work/show', head: { title: 'Work', section: '/work' }, path: '/work' },
    report: (db, { filters }) => work(db, filters),
  })
