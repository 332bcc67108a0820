import type { Request, Response } from 'express'
import { record } from '../audit/record.js'
import { inCompany } from '../database/company.js'
import { normalEmail, type User } from '../people/users.js'
import { originOf } from './origin.js'
import type { Services } from './services.js'
import { begin } from './signed-in.js'

/** Signs a user in in this browser, which is known from now on, and records it. */
export async function signInHere(
  { database, devices }: Services,
  request: Request,
  response: Response,
  user: Pick<User, 'companyId' | 'id' | 'email'>,
  method: 'password' | 'password and code' | 'invitation' | 'sign-up',
): Promise<void> {
  const [actorId, subjectId] = [user.id, user.id]
  const told = { actorId, subjectId, after: { method }, from: originOf(request) }
  await inCompany(database, user.companyId, (db) =>
    record(db, { action: 'session.begun', ...told }),
  )
  await begin(request, user)
  devices.remember(response, normalEmail(user.email))
}
