import type { CompanyQueries } from '../database/company.js'
import { namedQuery } from '../database/named-query.js'
import type { TouchedDay } from './refresh-roll-ups.js'
import { differencesInSql, rollUps } from './tables.js'

/** A day of a repository on which a roll-up is not what the facts say. */
export interface Difference extends TouchedDay {
  table: string
  /** Rows that are too many, missing, or have another sum. */
  rows: number
}

const checks = rollUps.map((rollUp) => ({
  table: rollUp.table,
  query: namedQuery<Omit<Difference, 'table'>>(`check-${rollUp.table}`, differencesInSql(rollUp)),
}))

/** Compares every roll-up of the company with the facts it stands for; nothing is what is hoped for. */
export async function checkRollUps(queries: CompanyQueries): Promise<Difference[]> {
  const found: Difference[] = []
  for (const { table, query } of checks) {
    for (const row of await queries.run(query)) found.push({ table, ...row })
  }
  return found
}
