import type { CompanyDatabase } from '../database/company.js'
import { namedQuery } from '../database/named-query.js'
import { daysInSql, ownDaysInSql, type Scope, scopeValues, teamDaysInSql } from './scope.js'

/**
 * A query over the roll-ups by day: over those of whole repositories, of a team, or of developers
 * where one is asked about. All three have the same sums.
 * @param text the query over `c`, given what to read from and which rows
 */
export function overDays<Row>(name: string, text: (from: string) => string) {
  const everybody = namedQuery<Row>(name, text(`repository_days c WHERE ${daysInSql}`))
  const some = namedQuery<Row>(`${name}-of-some`, text(`commit_days c WHERE ${ownDaysInSql}`))
  const team = namedQuery<Row>(`${name}-of-team`, text(`team_days c WHERE ${teamDaysInSql}`))
  return (db: CompanyDatabase, scope: Scope): Promise<Row[]> =>
    scope.developerId
      ? db.run(some, ...scopeValues(scope))
      : scope.teamId
        ? db.run(team, ...scopeValues(scope).slice(0, 5))
        : db.run(everybody, ...scopeValues(scope).slice(0, 4))
}

/** The Monday of `c."localDay"`, a date. */
export const mondayInSql = `(c."localDay" - (extract(isodow FROM c."localDay")::int - 1))`
