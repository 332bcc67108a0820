import type { CompanyDatabase, CompanyQueries } from '../database/company.js'
import { namedQuery } from '../database/named-query.js'
import { countOwn, moveAccounts, returnAccounts } from './developer-accounts.js'
import { CorrectionRefused, refresh, relink } from './developer-changes.js'
import { lockDevelopers } from './developer-rows.js'
import { bringTogether, keepApart, type TwoDevelopers as Merge } from './developers-apart.js'
import { settleMemberships } from './settle-memberships.js'

const record = namedQuery<{ id: bigint }>(
  'record-merges',
  `INSERT INTO developer_merges ("companyId", "intoId", "fromId", "identityIds", "accountIds", source)
   SELECT $1, u.into_id, u.from_id, u.ids::bigint[], u.accounts::bigint[], u.source
   FROM unnest($2::text[]::bigint[], $3::text[]::bigint[], $4::text[], $5::text[], $6::text[])
     AS u (into_id, from_id, ids, accounts, source) RETURNING id`,
)

/** Writes down merges that were found, not asked for; accounts on code hosts go with them. */
export async function recordMerges(
  queries: CompanyQueries,
  merges: (Merge & { identityIds: bigint[]; source: string })[],
): Promise<void> {
  if (merges.length === 0) return
  const moved = await moveAccounts(queries, merges)
  await queries.run(
    record,
    merges.map(({ intoId }) => String(intoId)),
    merges.map(({ fromId }) => String(fromId)),
    merges.map(({ identityIds }) => `{${identityIds.join(',')}}`),
    merges.map(({ fromId }) => `{${(moved.get(fromId) ?? []).join(',')}}`),
    merges.map(({ source }) => source),
  )
}

/**
 * Makes one developer of two: the identities of `fromId` become those of `intoId`. Doing it twice
 * does it once.
 * @returns the developers to settle, or null when one of them is not there
 * @throws CorrectionRefused when one of them has been merged elsewhere meanwhile
 */
export async function mergeDevelopers(
  db: CompanyDatabase,
  { intoId, fromId }: Merge,
  userId: bigint,
): Promise<bigint[] | null> {
  await lockDevelopers(db)
  const { companyId } = db
  if ((await db.developer.count({ where: { id: { in: [intoId, fromId] } } })) < 2) {
    if (intoId === fromId) throw new CorrectionRefused('This is the same person already.')
    return null
  }
  const pair = { intoId, fromId }
  const moving = await db.identity.findMany({
    where: { developerId: fromId },
    select: { id: true },
  })
  const owned = await countOwn(db, fromId)
  if (owned === 0) {
    const done = await db.developerMerge.count({ where: { ...pair, undoneAt: null } })
    if (done > 0) return []
  }
  if (owned === 0 || (await countOwn(db, intoId)) === 0) {
    throw new CorrectionRefused('One of the two has been merged with somebody else meanwhile.')
  }
  const identityIds = moving.map(({ id }) => id)
  await db.identity.updateMany({
    where: { id: { in: identityIds } },
    data: { developerId: intoId, linkedBy: 'admin' },
  })
  const accountIds = (await moveAccounts(db, [pair])).get(fromId) ?? []
  await db.developerMerge.create({
    data: { companyId, ...pair, identityIds, accountIds, source: 'admin', madeById: userId },
  })
  await bringTogether(db, pair)
  await settleMemberships(db)
  await refresh(db, intoId)
  return [intoId, fromId]
}

/**
 * Takes a merge back: those of its identities that are still where it brought them go back. The two
 * are two people from then on, whatever a .mailmap says. Doing it twice does it once.
 * @returns into whom it was and the developers to settle, or null when there is no such merge
 * @throws CorrectionRefused when a later merge stands on top of it
 */
export async function undoMerge(
  db: CompanyDatabase,
  id: bigint,
  userId: bigint,
): Promise<{ intoId: bigint; developerIds: bigint[] } | null> {
  await lockDevelopers(db)
  const merge = await db.developerMerge.findFirst({ where: { id } })
  if (!merge) return null
  const { intoId, fromId, identityIds, accountIds } = merge
  if (merge.undoneAt) return { intoId, developerIds: [] }
  const later = await db.developerMerge.findFirst({
    where: { fromId: intoId, undoneAt: null, id: { gt: id } },
    select: { into: { select: { name: true } } },
  })
  if (later) {
    throw new CorrectionRefused(
      `This merge lies under a later one into ${later.into.name}. Undo that one first.`,
    )
  }
  await db.identity.updateMany({
    where: { id: { in: identityIds }, developerId: intoId },
    data: { developerId: fromId, linkedBy: null },
  })
  await returnAccounts(db, merge, accountIds)
  await db.developerMerge.updateMany({
    where: { id },
    data: { undoneAt: new Date(), undoneById: userId },
  })
  await keepApart(db, { intoId, fromId }, userId)
  for (const developerId of [intoId, fromId]) {
    await relink(db, developerId)
    await refresh(db, developerId)
  }
  await settleMemberships(db)
  return { intoId, developerIds: [intoId, fromId] }
}
