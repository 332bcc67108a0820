import type { CompanyDatabase } from '../database/company.js'
import type { Filters } from './filters.js'
import type { TeamNumbersPage } from './people-types.js'

/** Who was in the team of the filters on their days, by name. */
export async function teamMembers(
  db: CompanyDatabase,
  { teamId, period }: Filters,
): Promise<NonNullable<TeamNumbersPage['members']>> {
  if (teamId === null) return []
  const found = await db.teamMembership.findMany({
    where: {
      ...{ teamId, from: { lte: new Date(period.to) } },
      OR: [{ to: null }, { to: { gte: new Date(period.from) } }],
    },
    include: { developer: { select: { name: true } } },
  })
  return found
    .map(({ developer, developerId, from, to }) => ({
      ...{ name: developer.name, href: `/developers/${developerId}`, from, to },
    }))
    .toSorted((a, b) => a.name.localeCompare(b.name, 'en'))
}
