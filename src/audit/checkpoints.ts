import type { CompanyDatabase } from '../database/company.js'
import { namedQuery } from '../database/named-query.js'
import { type Head, lockHead, readHead } from './heads.js'
import { record } from './record.js'
import { type CheckpointKey, signatureOf } from './signing.js'
import { nowhere } from './traces.js'

/** Audit entries are kept this long, entries of the access log that long. The database holds both. */
export const auditDays = 3 * 365
export const accessDays = 365

/** A closed segment is at least this long, or retention would sign one entry at a time. */
const smallestSegment = 100n

const day = 86_400_000

const closeSegment = namedQuery<{ gone: bigint }>(
  'close-audit-segment',
  'SELECT directory.close_audit_segment($1, $2) AS gone',
)

const forgetAccesses = namedQuery<{ gone: bigint }>(
  'forget-accesses',
  'SELECT directory.forget_accesses($1, $2::timestamptz) AS gone',
)

async function sign(
  db: CompanyDatabase,
  key: CheckpointKey,
  { position, digest }: Head,
  { closes, at }: { closes: boolean; at: Date },
): Promise<void> {
  const word = { companyId: db.companyId, position, closes, digest: new Uint8Array(digest), at }
  const signature = signatureOf(key, word)
  await db.auditCheckpoint.create({ data: { ...word, keyId: key.id, signature } })
}

/**
 * Signs where the chain ends now, unless that is signed already. Afterwards nobody without the key can
 * shorten or rewrite it unseen.
 * @returns the end that stands signed, or null for a company without entries
 */
export async function anchor(
  db: CompanyDatabase,
  key: CheckpointKey,
  now = new Date(),
): Promise<(Head & { isNew: boolean }) | null> {
  const head = await readHead(db)
  if (head.position === 0n) return null
  const { position } = head
  const isNew = (await db.auditCheckpoint.count({ where: { position } })) === 0
  if (isNew) await sign(db, key, head, { closes: false, at: now })
  return { ...head, isNew }
}

/**
 * Retention: signs the last entry that is old enough as the end of a closed segment, deletes the segment
 * and records that. What remains is proven from the signed digest on.
 * @returns how many entries went
 */
export async function closeOldSegment(
  db: CompanyDatabase,
  key: CheckpointKey,
  now = new Date(),
): Promise<number> {
  const before = new Date(now.getTime() - auditDays * day)
  const shown = { orderBy: { position: 'asc' }, select: { position: true } } as const
  const first = await db.auditEntry.findFirst(shown)
  // By the chain's order, not the clock's: nothing goes that stands behind an entry still kept.
  const kept = await db.auditEntry.findFirst({ where: { at: { gte: before } }, ...shown })
  const end = (kept?.position ?? (await lockHead(db)).position + 1n) - 1n
  if (!first || end - first.position + 1n < smallestSegment) return 0
  const { position, digest } = await db.auditEntry.findFirstOrThrow({ where: { position: end } })
  await sign(db, key, { position, digest: new Uint8Array(digest) }, { closes: true, at: now })
  const [row] = await db.run(closeSegment, end)
  const entries = Number(row!.gone)
  const after = { entries, last: Number(end) }
  await record(db, { action: 'audit.segment-closed', actorId: null, after, from: nowhere }, now)
  return entries
}

/** Deletes lines of the access log that are old enough; returns how many. */
export async function forgetOldAccesses(db: CompanyDatabase, now = new Date()): Promise<number> {
  const before = new Date(now.getTime() - accessDays * day)
  const [row] = await db.run(forgetAccesses, before)
  return Number(row!.gone)
}
