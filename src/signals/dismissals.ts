import { record } from '../audit/record.js'
import type { Origin } from '../audit/traces.js'
import type { CompanyDatabase } from '../database/company.js'
import type { RuleKind } from './rules.js'

/** A signal that is not to be shown. */
export interface Dismissal {
  id: bigint
  kind: string
  subject: string
  mark: string
  reason: string
  /** Null: until it changes. */
  until: Date | null
  dismissedAt: Date
  dismissedById: bigint
}

interface Change {
  actorId: bigint
  from: Origin
}

/** For how many days a signal can be dismissed; null is until it changes. */
export const dismissalDays = { '7': 7, '30': 30, '90': 90, change: null } as const

export type DismissedFor = keyof typeof dismissalDays

/** Dismissals that hold, the newest first. Whether a signal has changed is told by its mark. */
export const listDismissals = (db: CompanyDatabase, now: Date): Promise<Dismissal[]> =>
  db.signalDismissal.findMany({
    where: { undoneAt: null, OR: [{ until: null }, { until: { gt: now } }] },
    orderBy: [{ dismissedAt: 'desc' }, { id: 'desc' }],
  })

/** Dismisses a signal as it looked, with a reason. */
export async function dismissSignal(
  db: CompanyDatabase,
  { kind, subject, mark }: { kind: RuleKind; subject: string; mark: string },
  { reason, heldFor }: { reason: string; heldFor: DismissedFor },
  { actorId, from }: Change,
  now = new Date(),
): Promise<bigint> {
  const days = dismissalDays[heldFor]
  const until = days === null ? null : new Date(now.getTime() + days * 86_400_000)
  const { companyId } = db
  const { id } = await db.signalDismissal.create({
    data: {
      companyId,
      kind,
      subject,
      mark,
      reason,
      until,
      dismissedById: actorId,
      dismissedAt: now,
    },
  })
  const after = { kind, days }
  await record(db, { action: 'signal.dismissed', actorId, from, after })
  return id
}

/** Shows a signal again; false where that dismissal is not there, or was taken back already. */
export async function undoDismissal(
  db: CompanyDatabase,
  id: bigint,
  { actorId, from }: Change,
): Promise<boolean> {
  const found = await db.signalDismissal.findFirst({ where: { id } })
  if (!found) return false
  const undone = { where: { id, undoneAt: null }, data: { undoneAt: new Date() } }
  const { count } = await db.signalDismissal.updateMany(undone)
  if (count > 0) {
    const after = { kind: found.kind }
    await record(db, { action: 'signal.brought-back', actorId, from, after })
  }
  return true
}
