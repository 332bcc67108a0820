import { mayTouch } from '../access/ranks.js'
import { record } from '../audit/record.js'
import type { Origin } from '../audit/traces.js'
import type { CompanyDatabase } from '../database/company.js'
import { endLink } from './links.js'
import { queueMail } from './mails.js'
import { endSessions } from './user-sessions.js'
import { findUser, type User } from './users.js'

/** What an admin may do about somebody's account without ever knowing their password. */

/** Who does it to whom, and from where. */
export interface Help {
  actor: Pick<User, 'id' | 'role'>
  subjectId: bigint
  from: Origin
}

/** 'missing': not here, or deactivated. 'above': nobody touches somebody above them. */
export type HelpRefusal = 'missing' | 'above'

async function helped(
  db: CompanyDatabase,
  { actor, subjectId }: Help,
): Promise<User | HelpRefusal> {
  const user = await findUser(db, subjectId)
  if (!user) return 'missing'
  return mayTouch(actor.role, user.role) ? user : 'above'
}

/** Ends all of somebody's sessions. */
export async function endSessionsOf(db: CompanyDatabase, help: Help): Promise<HelpRefusal | null> {
  const user = await helped(db, help)
  if (typeof user === 'string') return user
  const count = await endSessions(db, user.id)
  const told = { actorId: help.actor.id, subjectId: user.id, after: { count } }
  await record(db, { action: 'session.others-ended', ...told, from: help.from })
  return null
}

/** Mails somebody a link for a new password; nobody but them chooses it. */
export async function sendRecovery(db: CompanyDatabase, help: Help): Promise<HelpRefusal | null> {
  const user = await helped(db, help)
  if (typeof user === 'string') return user
  await endLink(db, 'password-reset', user.id)
  await queueMail(db, 'password-reset', user.email, { name: user.name }, user.id)
  const told = { actorId: help.actor.id, subjectId: user.id, from: help.from }
  await record(db, { action: 'password.reset-asked', ...told })
  return null
}
