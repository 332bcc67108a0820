import type { CompanyDatabase } from '../database/company.js'
import { namedQuery } from '../database/named-query.js'
import { sessionDigest } from './sessions.js'

const listSessions = namedQuery<{
  id: bigint
  digest: Uint8Array
  data: { signedInAt?: number; from?: { ip?: string; userAgent?: string } }
  createdAt: Date
  lastSeenAt: Date
}>('list-sessions', 'SELECT * FROM directory.list_sessions($1, $2)')

const endSessionRows = namedQuery<{ ended: bigint }>(
  'end-sessions',
  'SELECT directory.end_sessions($1, $2, $3, $4) AS ended',
)

/** A session of somebody's, as they tell theirs apart. */
export interface UserSession {
  id: bigint
  isCurrent: boolean
  ip: string | null
  userAgent: string | null
  signedInAt: Date
  lastSeenAt: Date
}

/** Somebody's sessions that have not ended, the last used first. */
export async function userSessions(
  db: CompanyDatabase,
  userId: bigint,
  currentSid: string,
): Promise<UserSession[]> {
  const current = sessionDigest(currentSid)
  const rows = await db.run(listSessions, userId)
  return rows.map(({ id, digest, data, createdAt, lastSeenAt }) => ({
    ...{ id, lastSeenAt, isCurrent: current.equals(digest) },
    ip: data.from?.ip ?? null,
    userAgent: data.from?.userAgent ?? null,
    signedInAt: data.signedInAt ? new Date(data.signedInAt) : createdAt,
  }))
}

/**
 * Ends one session of somebody's; false when it is not theirs or over. Its row stays for a while, empty:
 * a request that is under way cannot write it back.
 */
export async function endSession(db: CompanyDatabase, userId: bigint, id: bigint) {
  const [row] = await db.run(endSessionRows, userId, id, null)
  return row!.ended > 0n
}

/**
 * Ends all of somebody's sessions, but for the one that is kept; returns how many. A request that is
 * under way cannot bring its session back: those begun before this moment are over by the user's own
 * row, too. Whoever keeps a session gives it a new key afterwards (web/signed-in.ts, rotate).
 */
export async function endSessions(
  db: CompanyDatabase,
  userId: bigint,
  keptSid: string | null = null,
): Promise<number> {
  const kept = keptSid === null ? null : sessionDigest(keptSid)
  const [row] = await db.run(endSessionRows, userId, null, kept)
  await db.user.updateMany({ where: { id: userId }, data: { sessionsFrom: new Date() } })
  return Number(row!.ended)
}
