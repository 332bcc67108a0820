import type { CompanyQueries } from '../database/company.js'
import { namedQuery } from '../database/named-query.js'
import { lockDevelopers } from '../people/developer-rows.js'

/** So many rows of a kind go in one transaction. */
const atOnce = 500

const counted = (name: string, text: string) =>
  namedQuery<{ gone: number }>(
    name,
    `WITH gone AS (${text} RETURNING 1) SELECT count(*)::int AS gone FROM gone`,
  )

/** Paths of the repositories `$2` that no change names; what was worked out of them goes with them. */
const paths = counted(
  'sweep-paths',
  `DELETE FROM paths d USING (
     SELECT p."repositoryId", p.id FROM paths p
     WHERE p."companyId" = $1 AND p."repositoryId" = ANY($2::bigint[])
       AND NOT EXISTS (SELECT 1 FROM file_changes f WHERE f."companyId" = $1
         AND f."repositoryId" = p."repositoryId" AND f."pathId" = p.id)
       AND NOT EXISTS (SELECT 1 FROM file_changes f WHERE f."companyId" = $1
         AND f."repositoryId" = p."repositoryId" AND f."renamedFromId" = p.id)
     LIMIT ${atOnce}
   ) AS o WHERE d."companyId" = $1 AND d."repositoryId" = o."repositoryId" AND d.id = o.id`,
)

const named = (table: string, columns: string[], id: string) =>
  columns
    .map(
      (column) =>
        `NOT EXISTS (SELECT 1 FROM ${table} x WHERE x."companyId" = $1 AND x."${column}" = ${id})`,
    )
    .join(' AND ')

/** Identities of the developers `$2` without a commit; what an admin has said of one stays. */
const identities = counted(
  'sweep-identities',
  `DELETE FROM identities d USING (
     SELECT i.id FROM identities i JOIN developers o ON o."companyId" = $1 AND o.id = i."developerId"
     WHERE i."companyId" = $1 AND i."developerId" = ANY($2::bigint[])
       AND i."linkedBy" IS DISTINCT FROM 'admin' AND NOT o."nameDecided" AND o."botDecided" IS NULL
       AND ${named('commits', ['authorId', 'committerId'], 'i.id')}
       AND ${named('pull_request_commits', ['identityId'], 'i.id')}
     LIMIT ${atOnce}
   ) AS o WHERE d."companyId" = $1 AND d.id = o.id`,
)

const accounts = counted(
  'sweep-accounts',
  `DELETE FROM host_accounts d USING (
     SELECT a.id FROM host_accounts a
     WHERE a."companyId" = $1 AND a."developerId" = ANY($2::bigint[])
       AND a."linkedBy" IS DISTINCT FROM 'admin'
       AND ${named('pull_requests', ['authorId', 'mergedById'], 'a.id')}
       AND ${['reviews', 'comments', 'pull_request_events', 'pull_request_commits']
         .map((table) => named(table, ['accountId'], 'a.id'))
         .join(' AND ')}
     LIMIT ${atOnce}
   ) AS o WHERE d."companyId" = $1 AND d.id = o.id`,
)

/** Developers of `$2` to whom nothing refers: not those that an admin named, merged or put in a team. */
const developers = counted(
  'sweep-developers',
  `DELETE FROM developers d USING (
     SELECT o.id FROM developers o
     WHERE o."companyId" = $1 AND o.id = ANY($2::bigint[])
       AND NOT o."nameDecided" AND o."botDecided" IS NULL
       AND ${named('identities', ['developerId'], 'o.id')}
       AND ${named('host_accounts', ['developerId'], 'o.id')}
       AND ${named('developer_merges', ['intoId', 'fromId'], 'o.id')}
       AND ${named('dismissed_suggestions', ['firstId', 'secondId'], 'o.id')}
       AND ${named('team_memberships', ['developerId', 'enteredForId'], 'o.id')}
     LIMIT ${atOnce}
   ) AS o WHERE d."companyId" = $1 AND d.id = o.id`,
)

const kinds = { identities, accounts, developers }

/** Removes some paths that nothing refers to any more. @returns how many went */
export async function sweepPaths(
  queries: CompanyQueries,
  repositoryIds: readonly bigint[],
): Promise<number> {
  const [row] = await queries.run(paths, repositoryIds)
  return row!.gone
}

/**
 * Removes some of these developers' identities, accounts, and of themselves, that nothing refers to any
 * more.
 * @returns how many went, by kind; null when none is left to go
 */
export async function sweepPeople(
  queries: CompanyQueries,
  developerIds: readonly bigint[],
): Promise<Record<string, number> | null> {
  await lockDevelopers(queries)
  for (const [what, query] of Object.entries(kinds)) {
    const [row] = await queries.run(query, developerIds)
    if (row!.gone > 0) return { [what]: row!.gone }
  }
  return null
}
