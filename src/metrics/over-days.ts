import type { CompanyDatabase } from '../database/company.js'
import { namedQuery } from '../database/named-query.js'
import { daysInSql, isOfSome, ownDaysInSql, type Scope, scopeValues } from './scope.js'

/**
 * A query over the roll-ups by day: over those of whole repositories, and where a team or a developer
 * is asked about over those of developers. Both have the same sums.
 * @param text the query over `c`, given what to read from and which rows
 */
export function overDays<Row>(name: string, text: (from: string) => string) {
  const everybody = namedQuery<Row>(name, text(`repository_days c WHERE ${daysInSql}`))
  const some = namedQuery<Row>(`${name}-of-some`, text(`commit_days c WHERE ${ownDaysInSql}`))
  return (db: CompanyDatabase, scope: Scope): Promise<Row[]> =>
    isOfSome(scope)
      ? db.run(some, ...scopeValues(scope))
      : db.run(everybody, ...scopeValues(scope).slice(0, 4))
}

/** The Monday of `c."localDay"`. */
export const mondayInSql = `(c."localDay" - (extract(isodow FROM c."localDay")::int - 1))::text`
