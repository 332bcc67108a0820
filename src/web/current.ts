import type { Request } from 'express'
import { type Action, isOpen, may } from '../access/roles.js'
import type { Company } from '../companies/companies.js'
import { currentCompany } from '../companies/companies.js'
import { companyRemoval } from '../companies/company-removal.js'
import { type CompanyDatabase, inCompany } from '../database/company.js'
import { type AccountState, accountState } from '../people/account-state.js'
import { findUser, type User } from '../people/users.js'
import { tellLog } from '../platform/log-context.js'
import type { Services } from './services.js'

/** Who asks, read fresh from the database for this request. */
export interface Current {
  user: User
  company: Company
  account: AccountState
  /** When everything of the company is deleted; null where nobody asked for it. */
  removalAt: Date | null
}

declare global {
  namespace Express {
    interface User {
      companyId: bigint
      id: bigint
    }
  }
}

const known = new WeakMap<Request, Current>()

/** Whether the session was begun before all of its user's were ended. */
const isOver = ({ session }: Request, { sessionsFrom }: AccountState) =>
  sessionsFrom !== null && (session.keyedAt ?? 0) < sessionsFrom.getTime()

/** Reads the signed-in user and the company; null when the session names nobody who is still there. */
export async function readCurrent(
  { database }: Services,
  request: Request,
): Promise<Current | null> {
  if (!request.user) return null
  const { companyId, id } = request.user
  return inCompany(database, companyId, async (db) => {
    const user = await findUser(db, id)
    const account = await accountState(db, id)
    if (!user || !account || isOver(request, account)) return null
    const removalAt = (await companyRemoval(db))?.dueAt ?? null
    const current = { user, account, company: await currentCompany(db), removalAt }
    known.set(request, current)
    tellLog({ company: String(companyId) })
    return current
  })
}

/** Who asks, where it has been read; null for somebody who is not signed in. */
export const findCurrent = (request: Request): Current | null => known.get(request) ?? null

/** Who asks, on a page that only the signed in reach. */
export function current(request: Request): Current {
  const found = known.get(request)
  if (!found) throw new Error('This page was reached without signing in.')
  return found
}

/** Whether whoever asks may do this: by their role, and in this company. */
export function mayHere(request: Request, action: Action): boolean {
  const found = known.get(request)
  return found !== undefined && may(found.user.role, action) && isOpen(action, found.company)
}

/** Does work in the company of whoever asks. */
export function inCurrentCompany<T>(
  { database }: Services,
  request: Request,
  work: (db: CompanyDatabase) => Promise<T>,
): Promise<T> {
  return inCompany(database, current(request).company.id, work)
}
