import { record } from '../audit/record.js'
import type { Origin } from '../audit/traces.js'
import { queueChore } from '../database/chores.js'
import type { CompanyDatabase, CompanyQueries } from '../database/company.js'
import { namedQuery } from '../database/named-query.js'

/** An erasure under way, its row held until the transaction ends. */
export interface Erasure {
  id: bigint
  developerId: bigint
  stage: string
  /** The last row that was looked at in this stage, by its key; null at its beginning. */
  after: Record<string, string> | null
}

/**
 * Asks for a developer to be erased: a row that names nobody, a chore and an audit entry, in the
 * caller's transaction. Asked for again while it is under way, it is that one.
 * @returns the erasure's id, or null when there is no such developer
 */
export async function requestErasure(
  db: CompanyDatabase,
  developerId: bigint,
  { actorId, from }: { actorId: bigint; from: Origin },
): Promise<bigint | null> {
  const found = await db.developer.findFirst({ where: { id: developerId } })
  if (!found) return null
  const open = await db.erasure.findFirst({ where: { developerId, finishedAt: null } })
  if (open) return open.id
  const data = { companyId: db.companyId, developerId, requestedById: actorId }
  const { id } = await db.erasure.create({ data })
  await db.run(queueChore, 'erasure', id, new Date())
  await record(db, { action: 'developer.erased', actorId, subjectId: developerId, from })
  return id
}

const hold = namedQuery<Erasure>(
  'hold-erasure',
  `SELECT id, "developerId", stage, after FROM erasures
   WHERE "companyId" = $1 AND id = $2::bigint FOR UPDATE`,
)

/** The erasure, held: of two workers the second waits, and then finds it further on. */
export async function holdErasure(queries: CompanyQueries, id: bigint): Promise<Erasure | null> {
  const [row] = await queries.run(hold, id)
  return row ?? null
}

const move = namedQuery<never>(
  'move-erasure',
  `UPDATE erasures SET stage = $3::text, after = $4::text::jsonb,
     "finishedAt" = CASE WHEN $3::text = 'done' THEN now() END,
     counts = counts || coalesce((
       SELECT jsonb_object_agg(n.key, coalesce((counts ->> n.key)::bigint, 0) + n.value::bigint)
       FROM jsonb_each_text($5::text::jsonb) AS n), '{}')
   WHERE "companyId" = $1 AND id = $2::bigint`,
)

/** What one step changed, and which comes next. */
export interface ErasureStep {
  stage: string
  after: Erasure['after']
  counts: Record<string, number>
}

/** Writes down how far it is, in the transaction that did the step. */
export async function moveErasure(
  queries: CompanyQueries,
  id: bigint,
  { stage, after, counts }: ErasureStep,
): Promise<void> {
  await queries.run(move, id, stage, after && JSON.stringify(after), JSON.stringify(counts))
}

const family = namedQuery<{ id: bigint }>(
  'developers-merged-into',
  `WITH RECURSIVE found AS (
     SELECT $2::bigint AS id
     UNION SELECT m."fromId" FROM developer_merges m JOIN found f ON m."intoId" = f.id
       WHERE m."companyId" = $1 AND m."undoneAt" IS NULL
   ) SELECT id FROM found`,
)

/** A developer, and those that were merged into them: their rows are kept, with their names. */
export async function familyOf(queries: CompanyQueries, developerId: bigint): Promise<bigint[]> {
  return (await queries.run(family, developerId)).map(({ id }) => id)
}
