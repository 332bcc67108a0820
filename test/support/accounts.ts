import { randomUUID } from 'node:crypto'
import { TOTP } from 'otpauth'
import { nowhere } from '../../src/audit/traces.js'
import { invite } from '../../src/people/invitations.js'
import { SessionStore, sessionUser } from '../../src/people/sessions.js'
import { userSessions } from '../../src/people/user-sessions.js'
import type { User } from '../../src/people/users.js'
import { newEmail, type TestCompany } from './company.js'

/** An open invitation of the company, by its owner. */
export async function makeInvitation(company: TestCompany, email = newEmail()): Promise<bigint> {
  return company.work(async (db) => {
    await invite(db, company.owner, { email, role: 'developer', from: nowhere })
    return (await db.invitation.findFirstOrThrow({ where: { email } })).id
  })
}

/** A session of a user in a browser that nobody holds. */
export async function makeSession(company: TestCompany, user: User): Promise<bigint> {
  const sid = randomUUID()
  const session = { passport: { user: sessionUser.write(user) }, keyedAt: Date.now() }
  const store = new SessionStore(company.database)
  const cookie = { originalMaxAge: null }
  await new Promise<void>((resolve, reject) =>
    store.set(sid, { ...session, cookie } as never, (error) => (error ? reject(error) : resolve())),
  )
  const all = await company.work((db) => userSessions(db, user.id, sid))
  return all.find(({ isCurrent }) => isCurrent)!.id
}

/** The code that an authenticator shows for a secret, so many steps from now. */
export function codeFor(secret: string, steps = 0): string {
  const totp = new TOTP({ issuer: 'Codevisto', secret: secret.replaceAll(' ', '') })
  return totp.generate({ timestamp: Date.now() + steps * 30_000 })
}
