import { record } from '../audit/record.js'
import type { CompanyDatabase } from '../database/company.js'
import { lockTeam, type TeamChange } from './teams.js'

/** First and last day of a membership as ISO dates; no last day while it lasts. */
export interface Days {
  from: string
  to: string | null
}

/** Why a membership cannot be as asked for; rolls the transaction back. */
export class MembershipRefused extends Error {
  override name = 'MembershipRefused'

  constructor(readonly reason: 'missing' | 'order' | 'overlap' | 'archived') {
    super(reason)
  }
}

const unmerged = { none: { undoneAt: null } } as const

const at = (day: string) => new Date(`${day}T00:00:00Z`)
const iso = (date: Date) => date.toISOString().slice(0, 10)
const dates = ({ from, to }: Days) => ({ from: at(from), to: to === null ? null : at(to) })

/** Refuses days in the wrong order, and days on which the developer is in the team already. */
async function check(
  db: CompanyDatabase,
  { from, to }: Days,
  { teamId, developerId, besides }: { teamId: bigint; developerId: bigint; besides: bigint | null },
): Promise<void> {
  if (to !== null && to < from) throw new MembershipRefused('order')
  const others = await db.teamMembership.count({
    where: {
      ...{ teamId, developerId, OR: [{ to: null }, { to: { gte: at(from) } }] },
      ...(to === null ? {} : { from: { lte: at(to) } }),
      ...(besides === null ? {} : { id: { not: besides } }),
    },
  })
  if (others > 0) throw new MembershipRefused('overlap')
}

/**
 * Puts a developer into a team for some days.
 * @throws MembershipRefused when there is no such team or developer, or the days cannot be
 */
export async function addMember(
  db: CompanyDatabase,
  { teamId, developerId, days }: { teamId: bigint; developerId: bigint; days: Days },
  { actorId, from }: TeamChange,
): Promise<void> {
  // The lock makes two that add the same developer at once take turns.
  const team = await lockTeam(db, teamId)
  const developer = await db.developer.findFirst({
    // Not one that was merged into another while this page was open.
    where: { id: developerId, OR: [{ identities: { some: {} } }, { mergedFrom: unmerged }] },
  })
  if (!team || !developer) throw new MembershipRefused('missing')
  if (team.isArchived) throw new MembershipRefused('archived')
  await check(db, days, { teamId, developerId, besides: null })
  const { companyId } = db
  const whose = { teamId, developerId, enteredForId: developerId }
  await db.teamMembership.create({ data: { companyId, ...whose, ...dates(days) } })
  const after = { developerId: Number(developerId), ...days }
  await record(db, { action: 'team.member-added', actorId, subjectId: teamId, after, from })
}

async function hold(db: CompanyDatabase, teamId: bigint, id: bigint) {
  const team = await lockTeam(db, teamId)
  const membership = team && (await db.teamMembership.findFirst({ where: { id, teamId } }))
  if (!membership) throw new MembershipRefused('missing')
  const { developerId, from, to } = membership
  const before = { developerId: Number(developerId), from: iso(from), to: to && iso(to) }
  return { developerId, before, where: { companyId_id: { companyId: db.companyId, id } } }
}

/**
 * Gives a membership other days.
 * @throws MembershipRefused when it is not there, or the days cannot be
 */
export async function changeMember(
  db: CompanyDatabase,
  { teamId, id, days }: { teamId: bigint; id: bigint; days: Days },
  { actorId, from }: TeamChange,
): Promise<void> {
  const { developerId, before, where } = await hold(db, teamId, id)
  await check(db, days, { teamId, developerId, besides: id })
  if (before.from === days.from && before.to === days.to) return
  await db.teamMembership.update({ where, data: dates(days) })
  const told = { before, after: { developerId: Number(developerId), ...days } }
  await record(db, { action: 'team.member-changed', actorId, subjectId: teamId, ...told, from })
}

/**
 * Takes a membership out as if it had never been.
 * @throws MembershipRefused when it is not there
 */
export async function removeMember(
  db: CompanyDatabase,
  { teamId, id }: { teamId: bigint; id: bigint },
  { actorId, from }: TeamChange,
): Promise<void> {
  const { before, where } = await hold(db, teamId, id)
  await db.teamMembership.delete({ where })
  await record(db, { action: 'team.member-removed', actorId, subjectId: teamId, before, from })
}
