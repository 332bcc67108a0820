import type { Database } from '../database/client.js'
import { inCompany } from '../database/company.js'
import { namedQuery } from '../database/named-query.js'
import { inBulk } from '../database/staging.js'
import { clearOldFacts } from './clear-old-facts.js'
import { type CutTo, cutMessages } from './cut-messages.js'
import { forgetOld } from './forget-old.js'
import { type RetentionKind, retentionOf, retentionRules } from './rules.js'

const dayMs = 86_400_000
/** A run begins so long after the last one; and receipts are kept for so many nights. */
const pauseMs = 20 * 3_600_000
const nightsKept = 90

/** The run that is due: one that was stopped, or a new one; no row when the last is young enough. */
const begin = namedQuery<{ id: bigint }>(
  'begin-retention',
  `WITH held AS (SELECT pg_advisory_xact_lock(hashtext('codevisto retention'), hashtext(($1::bigint)::text))),
   open AS (SELECT id FROM retention_runs, held WHERE "companyId" = $1 AND "finishedAt" IS NULL),
   made AS (
     INSERT INTO retention_runs ("companyId", "startedAt") SELECT $1, $2::timestamptz FROM held
     WHERE NOT EXISTS (SELECT 1 FROM open) AND NOT EXISTS (SELECT 1 FROM retention_runs
       WHERE "companyId" = $1 AND "startedAt" > $3::timestamptz)
     RETURNING id)
   SELECT id FROM open UNION ALL SELECT id FROM made`,
)

const tell = namedQuery<never>(
  'tell-retention',
  `UPDATE retention_runs SET counts = counts
     || jsonb_build_object($3::text, coalesce((counts ->> $3::text)::int, 0) + $4::int)
   WHERE "companyId" = $1 AND id = $2::bigint`,
)

/** Kept numbers are younger than an hour: what said which are true is not needed for longer. */
const forgetStamps = namedQuery<never>(
  'forget-fact-stamps',
  `DELETE FROM fact_stamps WHERE "companyId" = $1 AND "stampedAt" < now() - interval '1 day'`,
)

const end = namedQuery<never>(
  'end-retention',
  `WITH old AS (DELETE FROM retention_runs WHERE "companyId" = $1 AND id IN (
     SELECT id FROM retention_runs WHERE "companyId" = $1 ORDER BY id DESC OFFSET ${nightsKept}))
   UPDATE retention_runs SET "finishedAt" = $3::timestamptz WHERE "companyId" = $1 AND id = $2::bigint`,
)

/**
 * Takes away what a company keeps no longer, in small transactions, once a night; what it took stands
 * in a receipt. Stopped, it goes on the next time: what is gone is gone, and counted with it.
 * @returns false when it is not due
 */
export async function keepRetention(
  database: Database,
  companyId: bigint,
  now = new Date(),
): Promise<boolean> {
  const since = new Date(now.getTime() - pauseMs)
  const [run] = await inCompany(database, companyId, (db) => db.run(begin, now, since))
  if (!run) return false
  const kept = await inCompany(database, companyId, retentionOf)
  const told = async (kind: RetentionKind, piece: Parameters<typeof inBulk<number>>[2]) =>
    inBulk(database, companyId, async (queries) => {
      const gone = await piece(queries)
      if (gone > 0) await queries.run(tell, run.id, kind, gone)
      return gone
    })
  for (const { kind } of retentionRules) {
    const days = kept[kind]
    if (days === null) continue
    const before = new Date(now.getTime() - days * dayMs)
    if (kind === 'facts') {
      await inCompany(database, companyId, async (db) => {
        const cleared = await clearOldFacts(db, before)
        if (cleared > 0) await db.run(tell, run.id, kind, cleared)
      })
    } else if (kind === 'messages') {
      let last: CutTo | null = null
      do {
        await told(kind, async (queries) => {
          const cut = await cutMessages(queries, before, last)
          last = cut.last
          return cut.gone
        })
      } while (last)
    } else {
      while ((await told(kind, (queries) => forgetOld(queries, kind, before))) > 0);
    }
  }
  await inCompany(database, companyId, async (db) => {
    await db.run(forgetStamps)
    await db.run(end, run.id, now)
  })
  return true
}
