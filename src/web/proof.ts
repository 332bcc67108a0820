import type { Request } from 'express'
import { record } from '../audit/record.js'
import { verifyPassword } from '../people/passwords.js'
import { proveSecondFactor } from '../people/second-factor.js'
import { sessionUser } from '../people/sessions.js'
import { current, inCurrentCompany } from './current.js'
import { tooMany } from './faults.js'
import { originOf } from './origin.js'
import type { Services } from './services.js'

/**
 * Asks once more whether it is the owner who sends this form: password, and a code where the account has
 * a second factor. Before a change of address, password or second factor.
 * @returns what is wrong by field, or null
 */
export async function proofFault(
  services: Services,
  request: Request,
  { current: typed, code }: { current: string; code?: string | undefined },
): Promise<{ current?: string; code?: string } | null> {
  const { user, account } = current(request)
  const key = sessionUser.write(user)
  const wait = await services.limits.code.take(key)
  if (wait !== null) throw tooMany(wait)
  const from = originOf(request)
  const where = { id: user.id }
  const row = await inCurrentCompany(services, request, (db) => db.user.findFirst({ where }))
  if (!(await verifyPassword(row?.passwordHash ?? null, typed))) {
    const told = { actorId: user.id, subjectId: user.id, after: { reason: 'password' }, from }
    await inCurrentCompany(services, request, (db) =>
      record(db, { action: 'session.refused', ...told }),
    )
    return { current: 'This is not your password.' }
  }
  if (account.hasSecondFactor) {
    const proof = { userId: user.id, code: code ?? '', from }
    const isProved = await inCurrentCompany(services, request, (db) =>
      proveSecondFactor(db, services.secrets, proof),
    )
    if (!isProved) return { code: 'This code is not right, or was used already.' }
  }
  await services.limits.code.forget(key)
  return null
}
