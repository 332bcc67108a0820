import { record } from '../audit/record.js'
import type { Origin } from '../audit/traces.js'
import type { CompanyDatabase } from '../database/company.js'
import { namedQuery } from '../database/named-query.js'
import { queueRecount } from '../database/recounts.js'
import type { Individuals } from '../generated/prisma/enums.js'

export interface Company {
  id: bigint
  name: string
  timeZone: string
  /** Sample data, made up. */
  isDemo: boolean
  /** Whether numbers about several people name them. */
  individuals: Individuals
}

const zones = new Set(Intl.supportedValuesOf('timeZone'))

/** Every time zone a company can choose, by IANA name. */
export const timeZones: readonly string[] = ['UTC', ...[...zones].filter((zone) => zone !== 'UTC')]

/**
 * Whether a time zone exists here, by any of its names: browsers do not agree on whether it is
 * Asia/Kolkata or Asia/Calcutta.
 */
export function isTimeZone(name: string): boolean {
  if (name === 'UTC' || zones.has(name)) return true
  try {
    return /^[A-Z]\w+\/\w/.test(name) && Boolean(new Intl.DateTimeFormat('en', { timeZone: name }))
  } catch {
    return false
  }
}

/** Creates the company that the database is bound to. */
export async function createCompany(
  db: CompanyDatabase,
  company: { name: string; timeZone: string; isDemo?: boolean },
): Promise<void> {
  await db.company.create({ data: { id: db.companyId, ...company } })
}

const shown = { id: true, name: true, timeZone: true, isDemo: true, individuals: true } as const

/** The company the database is bound to. */
export function currentCompany(db: CompanyDatabase): Promise<Company> {
  return db.company.findFirstOrThrow({ select: shown })
}

const isZoneOfDatabase = namedQuery<{ known: boolean }>(
  'is-zone-of-database',
  `SELECT EXISTS (
     SELECT 1 FROM pg_timezone_names WHERE name = $2 AND $1::bigint IS NOT NULL) AS known`,
)

/**
 * Gives the company another time zone; its days are counted anew from then on.
 * @returns false for a zone that the database does not know: it could count no day in it
 */
export async function changeTimeZone(
  db: CompanyDatabase,
  timeZone: string,
  { actorId, from }: { actorId: bigint; from: Origin },
): Promise<boolean> {
  const [zone] = await db.run(isZoneOfDatabase, timeZone)
  if (!zone?.known) return false
  const before = await currentCompany(db)
  if (before.timeZone === timeZone) return true
  await db.company.update({ where: { id: db.companyId }, data: { timeZone } })
  await db.run(queueRecount)
  const told = { before: { timeZone: before.timeZone }, after: { timeZone } }
  await record(db, { action: 'company.time-zone-changed', actorId, ...told, from })
  return true
}

/** Gives the company another name. */
export async function renameCompany(
  db: CompanyDatabase,
  name: string,
  { actorId, from }: { actorId: bigint; from: Origin },
): Promise<void> {
  const before = await currentCompany(db)
  if (before.name === name) return
  await db.company.update({ where: { id: db.companyId }, data: { name } })
  const told = { before: { name: before.name }, after: { name } }
  await record(db, { action: 'company.renamed', actorId, ...told, from })
}
