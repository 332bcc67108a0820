import { record } from '../audit/record.js'
import type { Origin } from '../audit/traces.js'
import type { CompanyDatabase } from '../database/company.js'
import { namedQuery } from '../database/named-query.js'

const drop = namedQuery<never>(
  'drop-comment-words',
  'UPDATE comments SET text = NULL WHERE "companyId" = $1 AND text IS NOT NULL',
)

/** Whether the words of comments are kept, or only how long they are and when they were written. */
export async function keepsCommentWords(db: CompanyDatabase): Promise<boolean> {
  const select = { keepsCommentText: true }
  return (await db.company.findFirstOrThrow({ select })).keepsCommentText
}

/** Keeps words of comments from now on, or no longer: then those that are here are gone at once. */
export async function ruleCommentWords(
  db: CompanyDatabase,
  kept: boolean,
  { actorId, from }: { actorId: bigint; from: Origin },
): Promise<void> {
  const before = { kept: await keepsCommentWords(db) }
  if (before.kept === kept) return
  // Whoever stores a page meanwhile holds this row: what it stored is dropped below.
  await db.company.update({ where: { id: db.companyId }, data: { keepsCommentText: kept } })
  if (!kept) await db.run(drop)
  const told = { before, after: { kept } }
  await record(db, { action: 'company.comment-words-ruled', actorId, ...told, from })
}
