import type { Request, Response } from 'express'
import type { CompanyDatabase } from '../database/company.js'
import type { Pages } from '../reports/page-types.js'
import { inCurrentCompany } from './current.js'
import { notFound } from './faults.js'
import { type PageHead, page } from './page.js'
import type { Services } from './services.js'

/** A page's handler. What it throws reaches the error page. */
export type Handler = (
  services: Services,
  request: Request,
  response: Response,
) => Promise<void> | void

/**
 * Sends a page of the current company: its report is made in one transaction. Null from the report
 * is a 404, whether the thing is missing or another company's.
 */
export function show<View extends keyof Pages>(
  services: Services,
  request: Request,
  response: Response,
  view: View,
  head: PageHead,
  report: (db: CompanyDatabase) => Promise<Pages[View] | null>,
): Promise<void> {
  return showEither(services, request, response, head, async (db) => {
    const locals = await report(db)
    return locals && { view, locals }
  })
}

/** A view with what it is given. */
interface Made<View extends keyof Pages> {
  view: View
  locals: Pages[View]
}

/** The same for a page that its report chooses. */
export async function showEither<View extends keyof Pages>(
  services: Services,
  request: Request,
  response: Response,
  head: PageHead,
  report: (db: CompanyDatabase) => Promise<Made<View> | null>,
): Promise<void> {
  const { made, repositoryCount } = await inCurrentCompany(services, request, async (db) => ({
    made: await report(db),
    repositoryCount: await db.repository.count(),
  }))
  if (!made) throw notFound()
  page(request, response, made.view, { ...head, repositoryCount }, made.locals)
}

/** The id in a path; what is not one is not there. */
export function pathId(request: Request, name: string): bigint {
  const text = request.params[name]
  if (typeof text !== 'string' || !/^\d{1,18}$/.test(text)) throw notFound()
  return BigInt(text)
}
