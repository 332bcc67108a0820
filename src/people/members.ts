import { mayGrant, mayTouch } from '../access/ranks.js'
import { record } from '../audit/record.js'
import type { Origin } from '../audit/traces.js'
import type { CompanyDatabase } from '../database/company.js'
import { namedQuery } from '../database/named-query.js'
import type { Role } from '../generated/prisma/enums.js'
import { endSessions } from './user-sessions.js'

/**
 * Why an account was left as it is; rolls the transaction back. Everybody may lower or close their own
 * account, but a company keeps an owner.
 */
export class MemberRefused extends Error {
  override name = 'MemberRefused'

  constructor(readonly reason: 'missing' | 'above' | 'self' | 'last-owner' | 'deactivated') {
    super(reason)
  }
}

/** Who changes whose account, and from where. */
export interface MemberChange {
  actorId: bigint
  subjectId: bigint
  from: Origin
}

interface Member {
  id: bigint
  role: Role
  isActive: boolean
}

/**
 * The two and every active owner, locked in one order until the transaction ends: what is decided on
 * them cannot be undone by a request that came at the same time.
 */
const lockMembers = namedQuery<Member>(
  'lock-members',
  `SELECT id, role::text AS role, "deactivatedAt" IS NULL AS "isActive" FROM users
   WHERE "companyId" = $1 AND (id IN ($2, $3) OR (role = 'owner' AND "deactivatedAt" IS NULL))
   ORDER BY id FOR UPDATE`,
)

/**
 * Reads both anew under the lock: the actor may have lost the role since the request began.
 * @throws MemberRefused when the subject is not there or stands above
 */
async function hold(db: CompanyDatabase, { actorId, subjectId }: MemberChange) {
  const members = await db.run(lockMembers, actorId, subjectId)
  const find = (id: bigint) => members.find((member) => member.id === id)
  const [actor, subject] = [find(actorId), find(subjectId)]
  if (!subject) throw new MemberRefused('missing')
  if (!actor?.isActive) throw new MemberRefused('above')
  if (!mayTouch(actor.role, subject.role)) throw new MemberRefused('above')
  const owners = members.filter(({ role, isActive }) => role === 'owner' && isActive)
  return { actor, subject, isLastOwner: owners.length === 1 && owners[0]?.id === subjectId }
}

/** Gives somebody another role. Their next request has it. */
export async function changeRole(
  db: CompanyDatabase,
  change: MemberChange & { role: Role },
): Promise<void> {
  const { actorId, subjectId, role, from } = change
  const { actor, subject, isLastOwner } = await hold(db, change)
  if (!mayGrant(actor.role, role)) throw new MemberRefused('above')
  if (isLastOwner && role !== 'owner') throw new MemberRefused('last-owner')
  if (role === subject.role) return
  await db.user.update({ where: key(db, subjectId), data: { role } })
  const told = { before: { role: subject.role }, after: { role } }
  await record(db, { action: 'user.role-changed', actorId, subjectId, ...told, from })
}

/** Closes an account without losing it: its sessions end with the same transaction. */
export async function deactivate(db: CompanyDatabase, change: MemberChange): Promise<void> {
  const { actorId, subjectId, from } = change
  const { subject, isLastOwner } = await hold(db, change)
  if (isLastOwner) throw new MemberRefused('last-owner')
  if (!subject.isActive) return
  await db.user.update({ where: key(db, subjectId), data: { deactivatedAt: new Date() } })
  const after = { sessions: await endSessions(db, subjectId) }
  await record(db, { action: 'user.deactivated', actorId, subjectId, after, from })
}

/** Opens a closed account again. */
export async function reactivate(db: CompanyDatabase, change: MemberChange): Promise<void> {
  const { actorId, subjectId, from } = change
  const { subject } = await hold(db, change)
  if (subject.isActive) return
  await db.user.update({ where: key(db, subjectId), data: { deactivatedAt: null } })
  await record(db, { action: 'user.reactivated', actorId, subjectId, from })
}

/** Deletes an account. What it asked for stays; the audit remembers it by its id. */
export async function remove(db: CompanyDatabase, change: MemberChange): Promise<void> {
  const { actorId, subjectId, from } = change
  const { subject, isLastOwner } = await hold(db, change)
  if (isLastOwner) throw new MemberRefused('last-owner')
  const before = { role: subject.role }
  await record(db, { action: 'user.removed', actorId, subjectId, before, from })
  const asked = { where: { requestedById: subjectId }, data: { requestedById: null } }
  await db.analysis.updateMany(asked)
  await db.user.delete({ where: key(db, subjectId) })
}

/** Makes somebody an owner and the owner who says so an admin: both or neither. */
export async function transferOwnership(db: CompanyDatabase, change: MemberChange): Promise<void> {
  const { actorId, subjectId, from } = change
  const { actor, subject } = await hold(db, change)
  if (actor.role !== 'owner') throw new MemberRefused('above')
  if (actorId === subjectId) throw new MemberRefused('self')
  if (!subject.isActive) throw new MemberRefused('deactivated')
  await db.user.update({ where: key(db, subjectId), data: { role: 'owner' } })
  await db.user.update({ where: key(db, actorId), data: { role: 'admin' } })
  const told = { before: { role: subject.role }, after: { role: 'owner' } }
  await record(db, { action: 'ownership.transferred', actorId, subjectId, ...told, from })
}

const key = ({ companyId }: CompanyDatabase, id: bigint) => ({ companyId_id: { companyId, id } })
