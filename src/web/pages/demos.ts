import type { Request } from 'express'
import { inCompany } from '../../database/company.js'
import { createDemo } from '../../demo/create-demo.js'
import { removeDemo } from '../../demo/remove-demo.js'
import { openLink, takeLink, tokenDigest } from '../../people/links.js'
import { networkOf } from '../../platform/network.js'
import { demoProgress } from '../../reports/demo.js'
import { findCurrent, inCurrentCompany } from '../current.js'
import { deadLink, notFound, refused, tooMany } from '../faults.js'
import { readForm } from '../forms.js'
import { originOf } from '../origin.js'
import { page } from '../page.js'
import { recordAlone } from '../recorded.js'
import type { Services } from '../services.js'
import type { Handler } from '../show.js'
import { begin, restart } from '../signed-in.js'

const head = { title: 'Sample data', section: '/demo' }

/** Puts the making in line; asking twice makes it once. */
const ask = ({ queue }: Services, companyId: bigint) =>
  queue.add('make-demo', `demo-${companyId}`, { companyId: String(companyId) })

/** `GET /demo`: what sample data is, or how far its making is. */
export const show: Handler = async (services, request, response) => {
  const who = findCurrent(request)
  if (!who?.company.isDemo) {
    if (!services.config.offersDemo) throw notFound()
    const leaves = who?.company.name ?? null
    return page(request, response, 'demos/show', head, { making: null, leaves })
  }
  const making = await inCurrentCompany(services, request, (db) => demoProgress(db))
  if (!making) return response.redirect(303, '/')
  return page(request, response, 'demos/show', head, { making, leaves: null })
}

/** Signs somebody in to sample data, out of whatever they were in before. */
async function enter(
  services: Services,
  request: Request,
  user: { companyId: bigint; id: bigint },
): Promise<void> {
  const who = findCurrent(request)
  if (who) {
    const self = { actorId: who.user.id, subjectId: who.user.id }
    await recordAlone(services, request, who.company.id, { action: 'session.ended', ...self })
  }
  const self = { actorId: user.id, subjectId: user.id, after: { method: 'sample data' } }
  await recordAlone(services, request, user.companyId, { action: 'session.begun', ...self })
  await begin(request, user)
}

/** `POST /demo`: a company of sample data of one's own; asked for within one, its making again. */
export const create: Handler = async (services, request, response) => {
  const { config, database, limits } = services
  const who = findCurrent(request)
  if (who?.company.isDemo) {
    await ask(services, who.company.id)
    return response.redirect(303, '/demo')
  }
  if (!config.offersDemo) throw notFound()
  const wait = await limits.demos.take(networkOf(request.ip))
  if (wait !== null) throw tooMany(wait)
  const user = await createDemo(database, { from: originOf(request) })
  await enter(services, request, user)
  await ask(services, user.companyId)
  response.redirect(303, '/demo')
}

/** `GET /demo/:token`: the link that `npm run demo` prints. It works once, and on this machine only. */
export const open: Handler = async (services, request, response) => {
  const { config, database, limits } = services
  const wait = await limits.links.take(networkOf(request.ip))
  if (wait !== null) throw tooMany(wait)
  const digest = config.isEmbedded ? tokenDigest(request.params.token) : null
  const found = digest && (await openLink(database, 'demo', digest))
  if (!found) throw deadLink()
  const { companyId } = found
  const id = await inCompany(database, companyId, (db) => takeLink(db, 'demo', digest))
  if (id === null) throw deadLink()
  await enter(services, request, { companyId, id })
  response.redirect(303, '/')
}

/** `POST /demo/remove`: nothing of it stays, and whoever looked at it is signed out. */
export const remove: Handler = async (services, request, response) => {
  readForm('nothing', request.body)
  if (!findCurrent(request)?.company.isDemo) throw notFound()
  const isRemoved = await inCurrentCompany(services, request, async (db) => {
    const making = await demoProgress(db)
    if (making && !making.isLate) return false
    return removeDemo(db)
  })
  if (!isRemoved) throw refused('The sample data is still being made.')
  await restart(request)
  request.session.flash = 'The sample data is gone.'
  response.set('Clear-Site-Data', '"cache", "storage"').redirect(303, '/')
}
