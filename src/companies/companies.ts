import type { CompanyDatabase } from '../database/company.js'

export interface Company {
  id: bigint
  name: string
  timeZone: string
}

const zones = new Set(Intl.supportedValuesOf('timeZone'))

/** Every time zone a company can choose, by IANA name. */
export const timeZones: readonly string[] = ['UTC', ...[...zones].filter((zone) => zone !== 'UTC')]

/** Whether a time zone exists here. */
export const isTimeZone = (name: string) => name === 'UTC' || zones.has(name)

/** Creates the company that the database is bound to. */
export async function createCompany(
  db: CompanyDatabase,
  company: { name: string; timeZone: string },
): Promise<void> {
  await db.company.create({ data: { id: db.companyId, ...company } })
}

/** The company the database is bound to. */
export function currentCompany(db: CompanyDatabase): Promise<Company> {
  return db.company.findFirstOrThrow({ select: { id: true, name: true, timeZone: true } })
}
