/**
 * Collection failing: pull requests have not been read for so many hours, for a fault of the connection
 * or of the repository. Shown once for each connection that is stopped, and once for all repositories
 * that are stopped on their own.
 */
import { namedQuery } from '../database/named-query.js'
import type { Finding, Looked, Rule } from './signal.js'
import { counted } from './words.js'

interface Stopped {
  /** Null where the repository is stopped and its connection is not. */
  connectionId: bigint | null
  connection: string | null
  repositoryId: bigint
  repository: string
  problem: string
  faultAt: Date
}

const query = namedQuery<Stopped>(
  'stopped-collections',
  `SELECT CASE WHEN n."faultAt" IS NOT NULL THEN n.id END AS "connectionId",
     CASE WHEN n."faultAt" IS NOT NULL THEN n.name END AS connection, r.id AS "repositoryId",
     r.name AS repository, coalesce(n."faultTitle", c."faultTitle", '') AS problem,
     coalesce(n."faultAt", c."faultAt") AS "faultAt"
   FROM repositories r
   JOIN connections n ON n."companyId" = $1 AND n.id = r."connectionId" AND n."removedAt" IS NULL
   LEFT JOIN collections c ON c."companyId" = $1 AND c."repositoryId" = r.id
   WHERE r."companyId" = $1 AND ($2::bigint IS NULL OR r.id = $2::bigint)
     AND coalesce(n."faultAt", c."faultAt") <= $3::timestamptz
   ORDER BY n.name, n.id, r.name, r.id`,
)

function finding(rows: Stopped[], { viewer }: Looked): Finding {
  const [first] = rows as [Stopped]
  const { connectionId, connection, repository, repositoryId } = first
  const all = counted(rows.length, 'repository', 'repositories')
  const one = rows.length === 1 ? repository : all
  const problem = first.problem ? `${first.problem.replace(/\.$/, '')}. ` : ''
  const own = rows.length === 1 ? `/repositories/${repositoryId}` : '/repositories'
  return {
    subject: connectionId === null ? 'collections' : `connection ${connectionId}`,
    ...{ tone: 'bad', isStale: true, weight: 3 + rows.length },
    title:
      connection === null ? `Pull requests of ${one} are not read` : `${connection} is not read`,
    evidence: `${problem}Pull requests of ${one} stand still since then. Nothing was lost.`,
    mark: rows.map((row) => `${row.repositoryId} ${row.faultAt.getTime()}`).join(' '),
    rows: {
      path:
        connectionId !== null && viewer.opensConnections
          ? `/settings/connections/${connectionId}`
          : own,
      narrowing: {},
    },
    examples: rows.map((row) => ({
      ...{ text: row.repository, detail: row.problem, path: `/repositories/${row.repositoryId}` },
    })),
  }
}

export const collectionFailing: Rule<'hours'> = {
  ...{ title: 'Collection failing', group: 'source', icon: 'circle-alert', isOfOne: true },
  counts:
    'Connections and repositories whose pull requests could not be read, for at least so many hours. Short faults of a code host mend themselves.',
  thresholds: {
    hours: { label: 'Hours since it stopped', unit: 'hours', least: 0, most: 168, initial: 6 },
  },
  async find(db, looked, { hours }) {
    const until = new Date(looked.now.getTime() - hours * 3_600_000)
    const rows = await db.run(query, looked.place.repositoryId, until)
    const ids = new Set(rows.map(({ connectionId }) => connectionId))
    return [...ids].map((id) =>
      finding(
        rows.filter(({ connectionId }) => connectionId === id),
        looked,
      ),
    )
  },
}
