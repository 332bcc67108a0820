import type { CompanyDatabase } from '../database/company.js'
import { namedQuery } from '../database/named-query.js'

/** A pull request that could not be read whole. */
export interface UnreadPull {
  number: number
  /** Its page here, where it is stored at all. */
  href: string | null
  why: string
}

/** How far the pull requests of a repository have been read. */
export interface RepositorySync {
  state: 'waiting' | 'reading' | 'ready' | 'failed'
  readAt: Date | null
  nextAt: Date | null
  comparedAt: Date | null
  stored: number
  /** How many the host says there are, where it does. */
  hostTotal: number | null
  /** Share whose reviews were read whole, 0 to 1; null while none is stored. */
  coverage: number | null
  /** What stopped the last reading; a wait for the token's allowance is none of anybody's doing. */
  fault: { title: string; advice: string; isWait: boolean } | null
  unread: UnreadPull[]
  unreadCount: number
  /** How many the last reading has left out, because their days were cleared. */
  leftOut: number
}

interface Row
  extends Pick<
    RepositorySync,
    'readAt' | 'nextAt' | 'comparedAt' | 'stored' | 'hostTotal' | 'leftOut'
  > {
  repositoryId: bigint
  whole: number
  startedAt: Date | null
  faultAt: Date | null
  faultCode: string | null
  faultTitle: string | null
  faultAdvice: string | null
  failed: Record<string, string>
}

/** `$2` a repository, or null for all. */
const states = namedQuery<Row>(
  'repository-sync',
  `SELECT c."repositoryId", c."finishedAt" AS "readAt", c."nextAt", c."reconciledAt" AS "comparedAt",
     c."hostTotal", c."leftOut", c."startedAt", c."faultAt", c."faultCode", c."faultTitle", c."faultAdvice", c.failed,
     p.stored, p.whole
   FROM collections c
   JOIN repositories r ON r."companyId" = c."companyId" AND r.id = c."repositoryId"
   JOIN connections h ON h."companyId" = r."companyId" AND h.id = r."connectionId" AND h."removedAt" IS NULL
   CROSS JOIN LATERAL (
     SELECT count(*)::int AS stored, count(*) FILTER (WHERE p."isWhole")::int AS whole
     FROM pull_requests p WHERE p."companyId" = c."companyId" AND p."repositoryId" = c."repositoryId"
   ) AS p
   WHERE c."companyId" = $1 AND ($2::bigint IS NULL OR c."repositoryId" = $2::bigint)`,
)

const stored = namedQuery<{ number: number }>(
  'stored-pull-requests-of',
  `SELECT number FROM pull_requests
   WHERE "companyId" = $1 AND "repositoryId" = $2::bigint AND number = ANY($3::int[])`,
)

/** So many of those that could not be read whole are named. */
const mostUnread = 20

function stateOf({
  startedAt,
  readAt,
  faultAt,
  faultCode,
  faultTitle,
}: Row): RepositorySync['state'] {
  const ended = Math.max(Number(readAt ?? 0), Number(faultAt ?? 0))
  if (startedAt && Number(startedAt) > ended) return 'reading'
  if (faultCode === 'rate-limit') return 'waiting'
  if (faultTitle) return 'failed'
  return readAt ? 'ready' : 'waiting'
}

/** The syncs of all repositories that are read through a connection, by repository. */
export async function repositorySyncs(
  db: CompanyDatabase,
  repositoryId: bigint | null = null,
): Promise<Map<bigint, RepositorySync>> {
  const rows = await db.run(states, repositoryId)
  return new Map(
    rows.map((row) => {
      const { readAt, nextAt, comparedAt, hostTotal, whole, faultTitle, faultAdvice, failed } = row
      const numbers = Object.keys(failed).map(Number)
      return [
        row.repositoryId,
        {
          ...{ state: stateOf(row), readAt, nextAt, comparedAt, stored: row.stored, hostTotal },
          coverage: row.stored === 0 ? null : whole / row.stored,
          fault: faultTitle
            ? {
                title: faultTitle,
                advice: faultAdvice ?? '',
                isWait: row.faultCode === 'rate-limit',
              }
            : null,
          unread: numbers
            .sort((a, b) => b - a)
            .slice(0, mostUnread)
            .map((number) => ({ number, href: null, why: failed[number] ?? '' })),
          unreadCount: numbers.length,
          leftOut: row.leftOut,
        },
      ]
    }),
  )
}

/** The sync of one repository; null where it is not read through a connection. */
export async function repositorySync(
  db: CompanyDatabase,
  repositoryId: bigint,
): Promise<RepositorySync | null> {
  const sync = (await repositorySyncs(db, repositoryId)).get(repositoryId)
  if (!sync) return null
  const numbers = sync.unread.map(({ number }) => number)
  const rows = numbers.length > 0 ? await db.run(stored, repositoryId, numbers) : []
  const here = new Set(rows.map(({ number }) => number))
  const unread = sync.unread.map((one) => ({
    ...one,
    href: here.has(one.number) ? `/pull-requests/${repositoryId}/${one.number}` : null,
  }))
  return { ...sync, unread }
}
