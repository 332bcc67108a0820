import type { CompanyDatabase } from '../database/company.js'
import { namedQuery } from '../database/named-query.js'
import { findDevelopers, listDevelopers } from '../people/developer-list.js'
import { accountRow, developerRow, identityRow, mergeRows } from './identities.js'
import type { DeveloperPage } from './identities-types.js'

/** Whom a search for somebody to merge with shows at most. */
const mostFound = 10

const lastCommits = namedQuery<{ identityId: bigint; at: Date; repository: string }>(
  'last-commits-of-developer',
  `SELECT i.id AS "identityId", c."authoredAt" AS at, r.name AS repository
   FROM identities i
   CROSS JOIN LATERAL (
     SELECT c."authoredAt", c."repositoryId" FROM commits c
     WHERE c."companyId" = $1 AND c."authorId" = i.id ORDER BY c."authoredAt" DESC LIMIT 1
   ) AS c
   JOIN repositories r ON r."companyId" = $1 AND r.id = c."repositoryId"
   WHERE i."companyId" = $1 AND i."developerId" = $2::bigint`,
)

/** One developer: under which names and addresses, and what to correct; null where there is none. */
export async function developer(
  db: CompanyDatabase,
  id: bigint,
  query: string,
): Promise<DeveloperPage | null> {
  const row = await db.developer.findFirst({ where: { id } })
  const listed = (await findDevelopers(db, [id])).get(id)
  if (!row || !listed || listed.identities.length + listed.accounts.length === 0) return null
  const last = new Map((await db.run(lastCommits, id)).map((one) => [one.identityId, one]))
  return {
    ...{ id: String(id), name: row.name, email: row.email, isNameDecided: row.nameDecided },
    ...{ isBot: row.isBot, botReason: row.botReason, isMarkDecided: row.botDecided !== null },
    identities: listed.identities.map((identity) => ({
      ...identityRow(identity),
      lastCommit: last.get(identity.id) ?? null,
    })),
    accounts: listed.accounts.map(accountRow),
    merges: await mergeRows(db, id),
    query,
    ...(await findOthers(db, id, query)),
  }
}

async function findOthers(
  db: CompanyDatabase,
  id: bigint,
  query: string,
): Promise<Pick<DeveloperPage, 'found' | 'isMoreFound'>> {
  if (query === '') return { found: [], isMoreFound: false }
  const some = { skip: 0, take: mostFound + 1 }
  const people = await listDevelopers(db, { bots: false, query }, some)
  const bots = await listDevelopers(db, { bots: true, query }, some)
  const others = [...people, ...bots].filter((row) => row.id !== id)
  return {
    found: others.slice(0, mostFound).map(developerRow),
    isMoreFound: others.length > mostFound,
  }
}
