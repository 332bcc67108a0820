import type { CompanyDatabase } from '../database/company.js'
import { namedQuery } from '../database/named-query.js'
import type { DevelopersPage } from './people-types.js'

interface Row {
  id: bigint
  name: string
  isBot: boolean
  teams: string[]
}

/** A developer that was merged into another has neither identities nor accounts left. */
const list = namedQuery<Row>(
  'developers-by-name',
  `SELECT d.id, d.name, d."isBot", ARRAY(SELECT DISTINCT t.name FROM team_memberships m
       JOIN teams t ON t."companyId" = m."companyId" AND t.id = m."teamId" AND t."archivedAt" IS NULL
       WHERE m."companyId" = $1 AND m."developerId" = d.id AND m."from" <= $3::date
         AND (m."to" IS NULL OR m."to" >= $3::date) ORDER BY 1) AS teams
   FROM developers d
   WHERE d."companyId" = $1 AND ($2 = '' OR strpos(lower(d.name), lower($2)) > 0)
     AND (EXISTS (SELECT 1 FROM identities i WHERE i."companyId" = $1 AND i."developerId" = d.id)
       OR EXISTS (SELECT 1 FROM host_accounts a
         WHERE a."companyId" = $1 AND a."developerId" = d.id))
   ORDER BY lower(d.name), d.id LIMIT $4::int`,
)

/** So many are listed; a search finds the others. */
const most = 500

/** `/developers`: everybody whose work is here, by name and by nothing else; bots apart. */
export async function developers(
  db: CompanyDatabase,
  { search, today, kept }: { search: string; today: string; kept: string },
): Promise<DevelopersPage> {
  const found = await db.run(list, search, today, most + 1)
  const rows = found.slice(0, most).map(({ id, name, isBot, teams }) => ({
    ...{ name, isBot, teams, href: `/developers/${id}${kept}` },
  }))
  return {
    search,
    people: rows.filter(({ isBot }) => !isBot),
    bots: rows.filter(({ isBot }) => isBot),
    isCut: found.length > most,
  }
}
