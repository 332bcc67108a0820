import type { ErrorRequestHandler, Express, Request, Response } from 'express'
import { nowhere } from '../../audit/traces.js'
import { inCompany } from '../../database/company.js'
import { findDigest, ruleDigest } from '../../people/digests.js'
import { openLink, tokenDigest } from '../../people/links.js'
import { tellLog } from '../../platform/log-context.js'
import { networkOf } from '../../platform/network.js'
import { deadLink, tooMany, type WebFault } from '../faults.js'
import { page } from '../page.js'
import type { Services } from '../services.js'
import type { Handler } from '../show.js'

const head = { title: 'Monday mail', section: '' }

/** Whose mails the link of an address ends. Nothing is used up: it can be followed again. */
async function whose({ database, limits }: Services, { ip, params }: Request) {
  const wait = await limits.links.take(networkOf(ip))
  if (wait !== null) throw tooMany(wait)
  const key = tokenDigest(params.token)
  const found = key && (await openLink(database, 'digest', key))
  const { companyId, subjectId } = found ?? {}
  if (companyId === undefined || subjectId === undefined) throw deadLink()
  tellLog({ company: String(companyId) })
  const mail = await inCompany(database, companyId, (db) => findDigest(db, subjectId))
  if (!mail) throw deadLink()
  return { companyId, ...mail }
}

/**
 * `GET /unsubscribe/:token`: asks, and changes nothing: programs that look into mails follow every link.
 */
export const show: Handler = async (services, request, response) => {
  const { user, isWanted } = await whose(services, request)
  const action = request.path
  page(request, response, 'unsubscriptions/show', head, { email: user.email, isWanted, action })
}

/**
 * `POST /unsubscribe/:token`: ends somebody's Monday mails. A mail program sends it by itself (RFC 8058),
 * without a session, a form of ours or an origin: the token alone says whose they are. Answered without a
 * redirect, which such programs do not follow.
 */
export function unsubscriptions(app: Express, services: Services): void {
  const refuse: ErrorRequestHandler = (error: WebFault, _request, response, _next) => {
    const { status = 500 } = error
    if (status >= 500) services.log.error({ err: error }, 'a Monday mail was not ended')
    response.status(status).end()
  }
  app.post(
    '/unsubscribe/:token',
    async (request: Request, response: Response) => {
      const { companyId, user } = await whose(services, request)
      await inCompany(services.database, companyId, (db) =>
        ruleDigest(db, user.id, false, { by: 'mail', from: nowhere }),
      )
      const told = { email: user.email, isWanted: false, action: request.path }
      page(request, response, 'unsubscriptions/show', head, told)
    },
    refuse,
  )
}
