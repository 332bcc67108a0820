import { record } from '../audit/record.js'
import type { Origin } from '../audit/traces.js'
import type { CompanyDatabase } from '../database/company.js'
import { namedQuery } from '../database/named-query.js'
import { errorCode } from '../platform/errors.js'

/** Thrown where a team of the company has this name already; rolls the transaction back. */
export class TeamNameTaken extends Error {
  override name = 'TeamNameTaken'
}

/** Who changes a team, and from where. */
export interface TeamChange {
  actorId: bigint
  from: Origin
}

interface TeamRow {
  id: bigint
  name: string
  isArchived: boolean
}

const lock = namedQuery<TeamRow>(
  'lock-team',
  `SELECT id, name, "archivedAt" IS NOT NULL AS "isArchived" FROM teams
   WHERE "companyId" = $1 AND id = $2 FOR UPDATE`,
)

/** The team, held by this transaction; null when it is not there. */
export async function lockTeam(db: CompanyDatabase, id: bigint): Promise<TeamRow | null> {
  const [row] = await db.run(lock, id)
  return row ?? null
}

const key = ({ companyId }: CompanyDatabase, id: bigint) => ({ companyId_id: { companyId, id } })

/** P2002: the company has a team of this name. */
const named = (error: unknown): never => {
  throw errorCode(error) === 'P2002' ? new TeamNameTaken() : error
}

/**
 * Creates a team.
 * @throws TeamNameTaken when the name is in use
 */
export async function createTeam(
  db: CompanyDatabase,
  name: string,
  { actorId, from }: TeamChange,
): Promise<bigint> {
  const { id } = await db.team.create({ data: { companyId: db.companyId, name } }).catch(named)
  await record(db, { action: 'team.created', actorId, subjectId: id, after: { name }, from })
  return id
}

/**
 * Gives a team another name; false when it is not there.
 * @throws TeamNameTaken when the name is in use
 */
export async function renameTeam(
  db: CompanyDatabase,
  id: bigint,
  name: string,
  { actorId, from }: TeamChange,
): Promise<boolean> {
  const team = await lockTeam(db, id)
  if (!team) return false
  if (team.name === name) return true
  await db.team.update({ where: key(db, id), data: { name } }).catch(named)
  const told = { before: { name: team.name }, after: { name } }
  await record(db, { action: 'team.renamed', actorId, subjectId: id, ...told, from })
  return true
}

/** Archives a team or brings it back; false when it is not there. */
export async function archiveTeam(
  db: CompanyDatabase,
  id: bigint,
  isArchived: boolean,
  { actorId, from }: TeamChange,
): Promise<boolean> {
  const team = await lockTeam(db, id)
  if (!team) return false
  if (team.isArchived === isArchived) return true
  const archivedAt = isArchived ? new Date() : null
  await db.team.update({ where: key(db, id), data: { archivedAt } })
  const action = isArchived ? 'team.archived' : 'team.restored'
  await record(db, { action, actorId, subjectId: id, from })
  return true
}
