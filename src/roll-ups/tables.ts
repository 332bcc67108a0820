import { sumColumns, sumNames } from './columns.js'

/** A roll-up: its keys after the company, its columns, and how its rows follow from what is beneath. */
export interface RollUp {
  table: string
  keys: string[]
  columns: string[]
  /** Rows of the days `t` (repository, day), or of all days where `t` is not joined. */
  rows: (join: string) => string
}

const quoted = (names: readonly string[]) => names.map((name) => `"${name}"`).join(', ')

/** What stands in the numbers: counted, and no merge (metrics/scope.ts says the same). */
const stands = `c."companyId" = $1::bigint AND c.counted AND c.type <> 'merge'`

/** Days of one developer in one repository. `byBot` is a key: a mark may come and go. */
const commitDays: RollUp = {
  table: 'commit_days',
  keys: ['localDay', 'repositoryId', 'developerId', 'byBot'],
  columns: sumNames,
  rows: (join) => `
    SELECT c."localDay", c."repositoryId", i."developerId", c."byBot", ${[...sumColumns.values()]}
    FROM commits c ${join}
    JOIN identities i ON i."companyId" = c."companyId" AND i.id = c."authorId"
    WHERE ${stands} AND i."developerId" IS NOT NULL GROUP BY 1, 2, 3, 4`,
}

/** The same for everybody: what pages without a team read. Made from the days above. */
const repositoryDays: RollUp = {
  table: 'repository_days',
  keys: ['localDay', 'repositoryId', 'byBot'],
  columns: sumNames,
  rows: (join) => `
    SELECT c."localDay", c."repositoryId", c."byBot",
      ${sumNames.map((name) => `sum(c."${name}")`).join(', ')}
    FROM commit_days c ${join}
    WHERE c."companyId" = $1::bigint GROUP BY 1, 2, 3`,
}

/** The days of memberships, a row a team and developer: no day counts twice, however it was entered. */
const membersInSql = `(SELECT "teamId", "developerId", range_agg(daterange("from", "to", '[]')) AS days
    FROM team_memberships WHERE "companyId" = $1::bigint GROUP BY 1, 2)`

/** The same for whoever was in a team on the day. Made from the days of developers. */
const teamDays: RollUp = {
  table: 'team_days',
  keys: ['localDay', 'repositoryId', 'teamId', 'byBot'],
  columns: sumNames,
  rows: (join) => `
    SELECT c."localDay", c."repositoryId", m."teamId", c."byBot",
      ${sumNames.map((name) => `sum(c."${name}")`).join(', ')}
    FROM commit_days c ${join}
    JOIN ${membersInSql} AS m ON m."developerId" = c."developerId" AND c."localDay" <@ m.days
    WHERE c."companyId" = $1::bigint GROUP BY 1, 2, 3, 4`,
}

/** Commits by hour of the week on the author's own clock: 0 is Monday at midnight. */
const repositoryHours: RollUp = {
  table: 'repository_hours',
  keys: ['localDay', 'repositoryId', 'byBot', 'hour'],
  columns: ['commits'],
  rows: (join) => `
    SELECT c."localDay", c."repositoryId", c."byBot",
      ((extract(isodow FROM o.clock) - 1) * 24 + extract(hour FROM o.clock))::int2, count(*)::int
    FROM commits c ${join}
    CROSS JOIN LATERAL (SELECT c."authoredAt" AT TIME ZONE 'UTC'
      + make_interval(mins => c."authorOffsetMinutes") AS clock) AS o
    WHERE ${stands} AND NOT c."dateSuspect" GROUP BY 1, 2, 3, 4`,
}

/** In the order in which they are made. */
export const rollUps = [commitDays, repositoryDays, teamDays, repositoryHours]

/** `$2` repositories and `$3` days, one beside the other. */
const touched = 'unnest($2::bigint[], $3::date[]) AS t (repository, day)'
const isTouched = 'c."repositoryId" = t.repository AND c."localDay" = t.day'

export const deleteInSql = ({ table }: RollUp) =>
  `DELETE FROM ${table} c USING ${touched} WHERE c."companyId" = $1::bigint AND ${isTouched}`

export const insertInSql = ({ table, keys, columns, rows }: RollUp) =>
  `INSERT INTO ${table} ("companyId", ${quoted([...keys, ...columns])})
   SELECT $1::bigint, made.* FROM (${rows(`JOIN ${touched} ON ${isTouched}`)}) AS made`

/** Forgets the days of the team `$2`. */
export const forgetTeamInSql = 'DELETE FROM team_days WHERE "companyId" = $1 AND "teamId" = $2'

/** Makes the days of the team `$2`. */
export const makeTeamInSql = `INSERT INTO team_days
   ("companyId", ${quoted([...teamDays.keys, ...teamDays.columns])})
   SELECT $1::bigint, made.* FROM (${teamDays.rows('')}) AS made WHERE made."teamId" = $2::bigint`

/** Days on which a roll-up is not what the facts say, with how many of its rows are off. */
export function differencesInSql({ table, keys, columns, rows }: RollUp): string {
  const stored = `SELECT ${quoted([...keys, ...columns])} FROM ${table} WHERE "companyId" = $1::bigint`
  return `WITH facts AS (${rows('')}), kept AS (${stored}), off AS (
      (TABLE facts EXCEPT TABLE kept) UNION (TABLE kept EXCEPT TABLE facts))
    SELECT "repositoryId", "localDay"::text AS day, count(*)::int AS rows FROM off
    GROUP BY 1, 2 ORDER BY 1, 2`
}
