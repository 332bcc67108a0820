import { record } from '../audit/record.js'
import type { Origin } from '../audit/traces.js'
import { queueChore } from '../database/chores.js'
import type { CompanyDatabase, CompanyQueries } from '../database/company.js'
import { namedQuery } from '../database/named-query.js'
import type { Scope } from './scope.js'

/** What is deleted, as somebody chose it. */
export interface CleanUpWish extends Scope {
  kind: 'period' | 'repository'
  /** The repository's name; null for all of them. */
  name: string | null
  /** Local days as ISO dates; null where there is no bound. */
  firstDay: string | null
  lastDay: string | null
}

/** A clean-up under way, its row held until the transaction ends. */
export interface CleanUp extends Scope {
  id: bigint
  kind: 'period' | 'repository'
  firstDay: Date | null
  lastDay: Date | null
  stage: string
  place: number
  developerIds: bigint[]
}

const day = (text: string | null) => (text === null ? null : new Date(text))

/** Asks for a clean-up: a row, a chore and an audit entry, in the caller's transaction. */
export async function requestCleanUp(
  db: CompanyDatabase,
  wish: CleanUpWish,
  told: { actorId: bigint | null; from: Origin },
): Promise<bigint> {
  const { repositoryIds, firstDay, lastDay, ...rest } = wish
  const { id } = await db.cleanUp.create({
    data: {
      ...{ companyId: db.companyId, ...rest, repositoryIds: [...repositoryIds] },
      ...{ firstDay: day(firstDay), lastDay: day(lastDay), requestedById: told.actorId },
    },
  })
  await db.run(queueChore, 'clean-up', id, new Date())
  const subjectId = repositoryIds.length === 1 ? (repositoryIds[0] ?? null) : null
  if (wish.kind === 'repository') {
    const before = { name: wish.name }
    await record(db, { action: 'repository.removed', subjectId, before, ...told })
    return id
  }
  const after = { repositories: repositoryIds.length, from: firstDay, to: lastDay }
  await record(db, { action: 'data.cleared', subjectId, after, ...told })
  return id
}

const hold = namedQuery<CleanUp>(
  'hold-clean-up',
  `SELECT id, kind, "repositoryIds", "firstDay", "lastDay", "fromAt", "toAt", stage, place, "developerIds"
   FROM clean_ups WHERE "companyId" = $1 AND id = $2::bigint FOR UPDATE`,
)

/** The clean-up, held: of two workers the second waits, and then finds it further on. */
export async function holdCleanUp(queries: CompanyQueries, id: bigint): Promise<CleanUp | null> {
  const [row] = await queries.run(hold, id)
  return row ?? null
}

const move = namedQuery<never>(
  'move-clean-up',
  `UPDATE clean_ups SET stage = $3::text, place = $4::int,
     "startedAt" = coalesce("startedAt", now()),
     "finishedAt" = CASE WHEN $3::text = 'done' THEN now() END,
     "developerIds" = ARRAY(SELECT DISTINCT d FROM unnest("developerIds" || $5::bigint[]) AS d ORDER BY d),
     counts = counts || coalesce((
       SELECT jsonb_object_agg(n.key, coalesce((counts ->> n.key)::bigint, 0) + n.value::bigint)
       FROM jsonb_each_text($6::text::jsonb) AS n), '{}')
   WHERE "companyId" = $1 AND id = $2::bigint`,
)

/** What one step did, and which comes next. */
export interface Step {
  stage: string
  place: number
  developerIds?: bigint[]
  /** Rows that went, by what they are. */
  counts?: Record<string, number>
}

/** Writes down how far it is, in the transaction that did the step. */
export async function moveCleanUp(queries: CompanyQueries, id: bigint, step: Step): Promise<void> {
  const { stage, place, developerIds = [], counts = {} } = step
  await queries.run(move, id, stage, place, developerIds, JSON.stringify(counts))
}
