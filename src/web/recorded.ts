import type { Request } from 'express'
import type { AuditAction } from '../audit/actions.js'
import { type Deed, record } from '../audit/record.js'
import { recordRefused } from '../audit/refusals.js'
import { inCompany } from '../database/company.js'
import { findEmailAddress } from '../database/directory.js'
import { tellLog } from '../platform/log-context.js'
import { findCurrent } from './current.js'
import { originOf } from './origin.js'
import type { Services } from './services.js'

/** Records a deed that has no transaction of its own: somebody signed in, somebody was refused. */
export async function recordAlone<Action extends AuditAction>(
  { database }: Services,
  request: Request,
  companyId: bigint,
  deed: Omit<Deed<Action>, 'from'>,
): Promise<void> {
  const from = originOf(request)
  tellLog({ company: String(companyId) })
  await inCompany(database, companyId, (db) => record(db, { ...deed, from } as Deed<Action>))
}

/**
 * Records a failed sign-in where the address is somebody's. After the answer: a known and an unknown
 * address must take the same time.
 */
export function recordFailedSignIn(services: Services, request: Request, email: string): void {
  const work = async () => {
    const found = await findEmailAddress(services.database, email)
    if (!found) return
    await recordAlone(services, request, found.companyId, {
      ...({ action: 'session.refused', actorId: null, subjectId: found.userId } as const),
      after: { reason: 'password' },
    })
  }
  const begin = () => {
    work().catch((error) => services.log.error({ err: error }, 'a failed sign-in was not recorded'))
  }
  const { res } = request
  // Whoever hangs up before the answer is recorded no less.
  if (!res || res.closed) begin()
  else res.once('close', begin)
}

/** Records that somebody who is signed in was refused, and why: the role, the form, the origin. */
export async function recordRefusal(
  services: Services,
  request: Request,
  reason: string,
): Promise<void> {
  const who = findCurrent(request)
  if (!who) return
  // The route as the product names it: an address could hold anything.
  const route: unknown = request.route?.path
  const asked = { method: request.method, route: typeof route === 'string' ? route : null }
  const refusal = { userId: who.user.id, ...asked, reason }
  try {
    await inCompany(services.database, who.company.id, (db) =>
      recordRefused(db, refusal, originOf(request)),
    )
  } catch (error) {
    services.log.error({ err: error }, 'a refusal was not recorded')
  }
}
