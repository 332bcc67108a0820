import { type Columns, cachedQuery } from '../database/cached-query.js'
import type { CompanyDatabase } from '../database/company.js'
import { namedQuery } from '../database/named-query.js'
import { daysInSql, ownDaysInSql, type Scope, scopeValues, teamDaysInSql } from './scope.js'

/**
 * A query over the roll-ups by day: over those of whole repositories, of a team, or of developers
 * where one is asked about. All three have the same sums.
 * @param columns of its rows, as a cache may keep them
 * @param text the query over `c`, given what to read from and which rows
 */
export function overDays<Row extends object>(
  name: string,
  columns: Columns<Row>,
  text: (from: string) => string,
) {
  const over = (ending: string, from: string) =>
    cachedQuery(namedQuery<Row>(`${name}${ending}`, text(from)), columns)
  const everybody = over('', `repository_days c WHERE ${daysInSql}`)
  const some = over('-of-some', `commit_days c WHERE ${ownDaysInSql}`)
  const team = over('-of-team', `team_days c WHERE ${teamDaysInSql}`)
  return (db: CompanyDatabase, scope: Scope): Promise<Row[]> =>
    scope.developerId
      ? db.runCached(some, ...scopeValues(scope))
      : scope.teamId
        ? db.runCached(team, ...scopeValues(scope).slice(0, 5))
        : db.runCached(everybody, ...scopeValues(scope).slice(0, 4))
}

/** The Monday of `c."localDay"`, a date. */
export const mondayInSql = `(c."localDay" - (extract(isodow FROM c."localDay")::int - 1))`
