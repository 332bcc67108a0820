import type { CompanyDatabase } from '../database/company.js'
import { namedQuery } from '../database/named-query.js'
import { applyExclusions } from './apply-exclusions.js'
import { readPattern } from './path-patterns.js'

/** What is taken out of the numbers. A path pattern without a repository is one of all of them. */
export type ExclusionTarget =
  | { kind: 'commit'; repositoryId: bigint; hash: string }
  | { kind: 'path'; repositoryId: bigint | null; pattern: string }
  | { kind: 'repository'; repositoryId: bigint }

const same = namedQuery<{ id: bigint }>(
  'same-exclusion-in-force',
  `SELECT id FROM exclusions WHERE "companyId" = $1 AND "undoneAt" IS NULL
     AND kind = $2::exclusion_kind AND "repositoryId" IS NOT DISTINCT FROM $3::bigint
     AND hash IS NOT DISTINCT FROM decode($4::text, 'hex') AND pattern IS NOT DISTINCT FROM $5::text`,
)

/**
 * Takes something out of the numbers. The same again is the one that is there already.
 * @returns the repositories to settle
 * @throws PatternRefused
 */
export async function makeExclusion(
  db: CompanyDatabase,
  target: ExclusionTarget,
  { reason, userId }: { reason: string; userId: bigint },
): Promise<bigint[]> {
  const hash = target.kind === 'commit' ? target.hash : null
  const pattern = target.kind === 'path' ? readPattern(target.pattern).pattern : null
  const { kind, repositoryId } = target
  const known = await db.run(same, kind, repositoryId, hash, pattern)
  if (known.length > 0) return []
  await db.exclusion.create({
    data: {
      companyId: db.companyId,
      ...{ kind, repositoryId, pattern, reason, madeById: userId },
      hash: hash === null ? null : Buffer.from(hash, 'hex'),
    },
  })
  return applyExclusions(db, repositoryId)
}

/**
 * Puts back what an exclusion took out; what another one takes out stays out.
 * @returns the repositories to settle, or null when there is no such exclusion; undone twice is once
 */
export async function undoExclusion(
  db: CompanyDatabase,
  id: bigint,
  userId: bigint,
): Promise<bigint[] | null> {
  const found = await db.exclusion.findFirst({ where: { id }, select: { repositoryId: true } })
  if (!found) return null
  const where = { id, undoneAt: null }
  const data = { undoneAt: new Date(), undoneById: userId }
  const { count } = (await db.exclusion.updateMany({ where, data })) as { count: number }
  return count === 0 ? [] : applyExclusions(db, found.repositoryId)
}
