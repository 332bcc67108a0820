import { record } from '../audit/record.js'
import type { Origin } from '../audit/traces.js'
import type { TokenReport } from '../code-hosts/code-host.js'
import type { HostKind } from '../code-hosts/host-type.js'
import type { CompanyDatabase } from '../database/company.js'
import { namedQuery } from '../database/named-query.js'
import type { Secrets } from '../platform/secrets.js'
import { type HostKey, tokenPlace } from './open-connection.js'
import { resumeCollections } from './resume-collections.js'
import { reportColumns } from './token-report.js'

/** Who changes a connection, and from where. */
export interface ConnectionChange {
  actorId: bigint
  from: Origin
}

interface ConnectionRow {
  id: bigint
  host: HostKind
  origin: string
  name: string
}

const lock = namedQuery<ConnectionRow>(
  'lock-connection',
  `SELECT id, host::text AS host, origin, name FROM connections
   WHERE "companyId" = $1 AND id = $2 AND "removedAt" IS NULL FOR UPDATE`,
)

/** The connection, held by this transaction; null when it is not there, or was removed. */
export async function lockConnection(
  db: CompanyDatabase,
  id: bigint,
): Promise<ConnectionRow | null> {
  const [row] = await db.run(lock, id)
  return row ?? null
}

/** The columns of a token: encrypted for its row, its end for people to know it by. */
function tokenColumns(db: CompanyDatabase, secrets: Secrets, id: bigint, key: HostKey) {
  const { token, tokenUser } = key
  return {
    token: secrets.encrypt(token, tokenPlace(db, id)),
    // Of a token too short to be one, four characters would be too much.
    tokenEnd: token.length >= 16 ? token.slice(-4) : null,
    tokenUser,
  }
}

const noFault = { faultCode: null, faultTitle: null, faultAdvice: null, faultAt: null }

const keyed = ({ companyId }: CompanyDatabase, id: bigint) => ({ companyId_id: { companyId, id } })

/** Adds a connection whose token has been checked. */
export async function addConnection(
  db: CompanyDatabase,
  secrets: Secrets,
  given: { key: HostKey; name: string; found: TokenReport },
  { actorId, from }: ConnectionChange,
): Promise<bigint> {
  const { companyId } = db
  const { key, name, found } = given
  const host = { host: key.kind, origin: key.origin }
  const { id } = await db.connection.create({
    data: { companyId, ...host, name, addedById: actorId },
  })
  const data = { ...tokenColumns(db, secrets, id, key), ...reportColumns(found) }
  await db.connection.update({ where: keyed(db, id), data })
  await record(db, { action: 'connection.added', actorId, subjectId: id, after: host, from })
  return id
}

/** Puts another token in the place of the old one, which is gone; false when there is none. */
export async function replaceToken(
  db: CompanyDatabase,
  secrets: Secrets,
  given: { id: bigint; key: HostKey; found: TokenReport },
  { actorId, from }: ConnectionChange,
): Promise<boolean> {
  const { id, key, found } = given
  if (!(await lockConnection(db, id))) return false
  const data = { ...tokenColumns(db, secrets, id, key), ...reportColumns(found), ...noFault }
  await db.connection.update({ where: keyed(db, id), data })
  // What the old one had left says nothing of the new one.
  await db.quota.deleteMany({ where: { connectionId: id } })
  await resumeCollections(db, id)
  await record(db, { action: 'connection.token-replaced', actorId, subjectId: id, from })
  return true
}

/** Keeps what a check of the stored token found: what stops reading, if anything does. */
export async function keepCheck(
  db: CompanyDatabase,
  id: bigint,
  found: TokenReport,
): Promise<void> {
  const data = { ...reportColumns(found), ...noFault }
  const where = { id, removedAt: null }
  const wasStopped = await db.connection.count({ where: { ...where, faultCode: { not: null } } })
  await db.connection.updateMany({ where, data })
  if (wasStopped > 0) await resumeCollections(db, id)
}

/** Keeps what stops everything that is read through a connection. */
export async function keepFault(
  db: CompanyDatabase,
  id: bigint,
  fault: { code: string; title: string; advice: string },
): Promise<void> {
  const { code: faultCode, title: faultTitle, advice: faultAdvice } = fault
  const data = { faultCode, faultTitle, faultAdvice, faultAt: new Date() }
  await db.connection.updateMany({ where: { id, removedAt: null }, data })
}

/** A reading has come to its end: whatever was said of the token being refused is over. */
export async function keepAccepted(db: CompanyDatabase, id: bigint): Promise<void> {
  await db.connection.updateMany({ where: { id, faultCode: 'auth' }, data: noFault })
}

/** Says that a connection works: nothing stops what is read through it. */
export async function keepNoFault(db: CompanyDatabase, id: bigint): Promise<void> {
  await db.connection.updateMany({ where: { id }, data: noFault })
}

/** Gives a connection another name; false when it is not there. */
export async function renameConnection(
  db: CompanyDatabase,
  id: bigint,
  name: string,
  { actorId, from }: ConnectionChange,
): Promise<boolean> {
  const found = await lockConnection(db, id)
  if (!found) return false
  if (found.name === name) return true
  await db.connection.update({ where: keyed(db, id), data: { name } })
  const told = { before: { name: found.name }, after: { name } }
  await record(db, { action: 'connection.renamed', actorId, subjectId: id, ...told, from })
  return true
}
