import { record } from '../audit/record.js'
import type { Origin } from '../audit/traces.js'
import type { CompanyDatabase } from '../database/company.js'
import { namedQuery } from '../database/named-query.js'
import { queueMail } from './mails.js'

/** The Monday mail: one a user and week, and none for whoever does not want it. */

const take = namedQuery<{ id: bigint; email: string }>(
  'take-digest',
  `WITH taken AS (
     INSERT INTO digests ("companyId", "userId", week)
     SELECT $1, u.id, $3::date FROM users u WHERE u."companyId" = $1 AND u.id = $2::bigint
       AND u."deactivatedAt" IS NULL AND u."digestOffAt" IS NULL
     ON CONFLICT ("companyId", "userId", week) DO NOTHING RETURNING id, "userId")
   SELECT t.id, u.email FROM taken t JOIN users u ON u."companyId" = $1 AND u.id = t."userId"`,
)

/**
 * Queues somebody's mail of a week, given its Monday, unless it was queued before: row and mail come
 * together or not at all, so that whoever does it again does no harm.
 * @returns whether it was queued now
 */
export async function queueDigest(
  db: CompanyDatabase,
  userId: bigint,
  week: string,
): Promise<boolean> {
  const [taken] = await db.run(take, userId, week)
  if (!taken) return false
  await queueMail(db, 'digest', taken.email, {}, taken.id)
  return true
}

/** Whose digest this is, and whether they still want any; null where it is not there. */
export async function findDigest(db: CompanyDatabase, id: bigint) {
  const found = await db.digest.findFirst({ where: { id } })
  const user = found && (await db.user.findFirst({ where: { id: found.userId } }))
  if (!found || !user) return null
  const { id: userId, name, email, role, digestOffAt } = user
  const week = found.week.toISOString().slice(0, 10)
  return { week, user: { id: userId, name, email, role }, isWanted: digestOffAt === null }
}

/** Whether somebody gets the Monday mail. */
export async function wantsDigest(db: CompanyDatabase, userId: bigint): Promise<boolean> {
  const select = { digestOffAt: true }
  const user = await db.user.findFirst({ where: { id: userId }, select })
  return user !== null && user.digestOffAt === null
}

/**
 * Switches somebody's Monday mail on or off; nothing happens where it is so already.
 * @param by where it was said: on their own page, or by the link of a mail, which proves no one
 */
export async function ruleDigest(
  db: CompanyDatabase,
  userId: bigint,
  wanted: boolean,
  { by, from }: { by: 'page' | 'mail'; from: Origin },
): Promise<void> {
  const { count } = await db.user.updateMany({
    where: { id: userId, digestOffAt: wanted ? { not: null } : null },
    data: { digestOffAt: wanted ? null : new Date() },
  })
  if (count === 0) return
  const actorId = by === 'page' ? userId : null
  const told = { actorId, subjectId: userId, after: { wanted, by }, from }
  await record(db, { action: 'digest.ruled', ...told })
}
