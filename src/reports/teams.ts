import type { CompanyDatabase } from '../database/company.js'
import { localDate } from '../metrics/period.js'
import type { MembershipRow, TeamPage, TeamsPage } from './settings-types.js'

const iso = (date: Date) => date.toISOString().slice(0, 10)

/** Memberships of a day: begun, and not over before it. */
const on = (day: string) => {
  const date = new Date(`${day}T00:00:00Z`)
  return { from: { lte: date }, OR: [{ to: null }, { to: { gte: date } }] }
}

/** `/settings/teams`: those in use by name, then the archived ones. */
export async function teams(
  db: CompanyDatabase,
  timeZone: string,
): Promise<Pick<TeamsPage, 'rows'>> {
  const where = on(localDate(new Date(), timeZone))
  const counts = await db.teamMembership.groupBy({ by: ['teamId'], where, _count: true })
  const members = new Map(counts.map(({ teamId, _count }) => [teamId, _count]))
  const found = await db.team.findMany({
    orderBy: [{ archivedAt: { sort: 'asc', nulls: 'first' } }, { name: 'asc' }],
  })
  const rows = found.map(({ id, name, archivedAt }) => ({
    ...{ id: String(id), href: `/settings/teams/${id}`, name, archivedAt },
    members: members.get(id) ?? 0,
  }))
  return { rows }
}

/** `/settings/teams/:id`, or null when it is not there. */
export async function team(
  db: CompanyDatabase,
  id: bigint,
  timeZone: string,
): Promise<Omit<TeamPage, 'mayChange' | 'form' | 'showsMembers'> | null> {
  const found = await db.team.findFirst({ where: { id } })
  if (!found) return null
  const today = localDate(new Date(), timeZone)
  const memberships = await db.teamMembership.findMany({
    where: { teamId: id },
    include: { developer: { select: { name: true, email: true } } },
    orderBy: [{ to: { sort: 'desc', nulls: 'first' } }, { from: 'desc' }, { id: 'asc' }],
  })
  const developers = await db.developer.findMany({
    // One that was merged into another has no identities left.
    where: { isBot: false, identities: { some: {} } },
    select: { id: true, name: true, email: true },
    orderBy: [{ name: 'asc' }, { id: 'asc' }],
  })
  return {
    ...{ id: String(id), name: found.name, archivedAt: found.archivedAt, today },
    memberships: memberships.map(({ developer, from, to, ...row }): MembershipRow => {
      const isCurrent = iso(from) <= today && (to === null || iso(to) >= today)
      const days = { from: iso(from), to: to ? iso(to) : '' }
      return {
        id: String(row.id),
        developer: developer.name,
        email: developer.email,
        ...days,
        isCurrent,
      }
    }),
    developers: developers.map((developer) => ({ ...developer, id: String(developer.id) })),
  }
}
