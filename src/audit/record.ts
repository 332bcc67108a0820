import type { CompanyDatabase } from '../database/company.js'
import { type AuditAction, type AuditField, describeAction, type SubjectType } from './actions.js'
import { digestOf, type Fields, type Scalar } from './chain.js'
import { cleaned } from './cleaned.js'
import { lockHead } from './heads.js'
import { identify, type Origin, type PersonType, sealed, type Trace } from './traces.js'

/** Something that was done, as its door tells it: ids, never names. */
export interface Deed<Action extends AuditAction> {
  action: Action
  /** The user who did it; null for the product itself, or somebody who is not known. */
  actorId: bigint | null
  /** What it was done to; its type follows from the action. */
  subjectId?: bigint | null
  /** Whom an invitation names: the one person whose row is not read here. */
  subjectEmail?: string
  before?: Partial<Record<AuditField<Action>, Scalar>>
  after?: Partial<Record<AuditField<Action>, Scalar>>
  from: Origin
}

const people = new Set<SubjectType | null>(['user', 'developer', 'invitation'])

function allowed(action: AuditAction, fields: object | undefined): Fields | null {
  const entries = Object.entries(fields ?? {}) as [string, Scalar][]
  const known = describeAction(action).fields
  for (const [name, value] of entries) {
    if (!known.includes(name)) throw new Error(`An entry of ${action} may not hold ${name}.`)
    // What JSON could print in two ways would break the chain.
    if (typeof value === 'number' && !Number.isSafeInteger(value)) {
      throw new Error(`${action}.${name} is not a whole number.`)
    }
  }
  if (entries.length === 0) return null
  const kept = entries.map(([name, value]) => [
    name,
    typeof value === 'string' ? cleaned(value) : value,
  ])
  return Object.fromEntries(kept)
}

/** Who did it and to whom, at the time. An unknown actor is counted to whom the deed was about. */
async function tracesOf(db: CompanyDatabase, deed: Deed<AuditAction>, subjectId: bigint | null) {
  const { actorId, from } = deed
  const { subject } = describeAction(deed.action)
  const subjectType = people.has(subject) ? (subject as PersonType) : null
  const isSelf = subject === 'user' && actorId !== null && actorId === subjectId
  const told = actorId === null && from.ip === null && from.userAgent === null
  const actor: Trace | null = told
    ? null
    : {
        personType: actorId === null && subjectType ? subjectType : 'user',
        personId: actorId ?? (subjectType ? subjectId : null),
        ...(await identify(db, 'user', actorId)),
        ...{ ip: from.ip, userAgent: from.userAgent },
      }
  const known = subjectType ? await identify(db, subjectType, subjectId) : null
  const about: Trace | null =
    subjectType === null || isSelf
      ? null
      : {
          ...{ personType: subjectType, personId: subjectId, ip: null, userAgent: null },
          ...{ name: known?.name ?? null, email: deed.subjectEmail ?? known?.email ?? null },
        }
  return { actor: actor && sealed(actor), about: about && sealed(about) }
}

/**
 * Writes an audit entry in the caller's transaction: it stands if the deed does, and only then. Call it
 * last, before whoever it is about is deleted: from here on, other writers of the company wait.
 * @returns the entry's position in the company's chain
 * @throws Error for a field that the action's row in audit/actions.ts does not list
 */
export async function record<Action extends AuditAction>(
  db: CompanyDatabase,
  deed: Deed<Action>,
  now = new Date(),
): Promise<bigint> {
  const { companyId } = db
  const { action, actorId, from } = deed
  const { subject } = describeAction(action)
  const subjectId = subject === 'company' ? companyId : (deed.subjectId ?? null)
  const { actor, about } = await tracesOf(db, deed, subjectId)
  const content = {
    ...{ companyId, at: now, action, actorId, subjectType: subject, subjectId },
    before: allowed(action, deed.before),
    after: allowed(action, deed.after),
    requestId: cleaned(from.requestId, 60),
    ...{ actorTrace: actor?.digest ?? null, subjectTrace: about?.digest ?? null },
  }
  const head = await lockHead(db)
  const previous = head.digest
  const position = head.position + 1n
  const { before, after, ...columns } = content
  await db.auditEntry.create({
    data: {
      ...{ ...columns, position, previous, digest: digestOf(previous, content) },
      ...(before ? { before } : {}),
      ...(after ? { after } : {}),
    },
  })
  const traces = [
    ...(actor ? [{ ...actor.row, party: 'actor' }] : []),
    ...(about ? [{ ...about.row, party: 'subject' }] : []),
  ].map((row) => ({ ...row, companyId, position }))
  if (traces.length > 0) await db.auditTrace.createMany({ data: traces })
  return position
}
