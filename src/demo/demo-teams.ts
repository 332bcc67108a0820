import { nowhere } from '../audit/traces.js'
import type { CompanyDatabase } from '../database/company.js'
import { addMember } from '../people/memberships.js'
import { createTeam } from '../people/teams.js'
import { refreshTeam } from '../roll-ups/refresh-roll-ups.js'
import type { Person } from './people.js'
import { teams } from './teams.js'
import { dayMs } from './work-clock.js'

const iso = (day: number) => new Date(day * dayMs).toISOString().slice(0, 10)

/** Puts everybody into their teams, with the days on which they came and went. */
export async function addTeams(
  db: CompanyDatabase,
  people: readonly Person[],
  actorId: bigint,
): Promise<void> {
  if ((await db.team.count()) > 0) return
  const told = { actorId, from: nowhere }
  const developers = await db.developer.findMany({ select: { id: true, email: true } })
  const idOf = new Map(developers.map(({ id, email }) => [email, id]))
  for (const name of teams) {
    const teamId = await createTeam(db, name, told)
    const stays = people.flatMap(({ email, stays }) => {
      return stays.filter(({ team }) => team === name).map((stay) => ({ email, ...stay }))
    })
    for (const { email, from, to } of stays) {
      const developerId = idOf.get(email)
      if (!developerId) continue
      const days = { from: iso(from), to: to === null ? null : iso(to) }
      await addMember(db, { teamId, developerId, days }, told)
    }
    await refreshTeam(db, teamId)
  }
}
