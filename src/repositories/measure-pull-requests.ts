import type { CompanyQueries } from '../database/company.js'
import { namedQuery } from '../database/named-query.js'
import { measurePullRequest, pullRequestDefinitions } from '../measures/pull-request-phases.js'
import type { PullRequestTold, Somebody } from '../measures/pull-request-told.js'

/** Somebody as the queries tell: [developer, is a bot], or null where the account is gone. */
type Told = [key: string, isBot: boolean] | null

interface Row extends Pick<PullRequestTold, 'isDraft' | 'additions' | 'deletions'> {
  number: number
  createdAt: Date
  mergedAt: Date | null
  closedAt: Date | null
  author: Told
  mergedBy: Told
  reviews: [Told, PullRequestTold['reviews'][number]['verdict'], string, number][]
  comments: [Told, PullRequestTold['comments'][number]['kind'], string][]
  events: [string, string][]
  commits: [Told, string][]
}

/** An account as its developer. */
const somebody = (account: string) =>
  `(SELECT jsonb_build_array(d.id::text, d."isBot") FROM host_accounts a
     JOIN developers d ON d."companyId" = a."companyId" AND d.id = a."developerId"
     WHERE a."companyId" = $1 AND a.id = ${account})`

/**
 * What hangs on the pull requests, a list for each. Worked out once and joined afterwards: looked up
 * for each pull request it would go by whichever index begins with the company, as long as statistics
 * have not heard of that company, and read all of its rows each time.
 */
const children = (name: string, table: string, columns: string, where = '') =>
  `${name} AS MATERIALIZED (
     SELECT x.number, jsonb_agg(jsonb_build_array(${columns})) AS list FROM ${table} x
     WHERE x."companyId" = $1 AND x."repositoryId" = $2::bigint AND x.number = ANY($3::int[]) ${where}
     GROUP BY x.number)`

const account = somebody('x."accountId"')
const lists = [
  children('r', 'reviews', `${account}, x.verdict, x."submittedAt", x."bodyLength"`),
  children('m', 'comments', `${account}, x.kind, x."writtenAt"`),
  children('e', 'pull_request_events', 'x.kind, x.at', `AND x.kind = 'ready'`),
  children(
    'c',
    'pull_request_commits',
    `coalesce(${account}, (SELECT jsonb_build_array(d.id::text, d."isBot")
       FROM identities i JOIN developers d ON d."companyId" = i."companyId" AND d.id = i."developerId"
       WHERE i."companyId" = $1 AND i.id = x."identityId")), x."authoredAt"`,
  ),
]

const read = namedQuery<Row>(
  'pull-requests-to-measure',
  `WITH ${lists.join(', ')}
   SELECT p.number, p."isDraft", p.additions, p.deletions, p."createdAt", p."mergedAt", p."closedAt",
     ${somebody('p."authorId"')} AS author, ${somebody('p."mergedById"')} AS "mergedBy",
     coalesce(r.list, '[]') AS reviews, coalesce(m.list, '[]') AS comments,
     coalesce(e.list, '[]') AS events, coalesce(c.list, '[]') AS commits
   FROM pull_requests p LEFT JOIN r ON r.number = p.number LEFT JOIN m ON m.number = p.number
     LEFT JOIN e ON e.number = p.number LEFT JOIN c ON c.number = p.number
   WHERE p."companyId" = $1 AND p."repositoryId" = $2::bigint AND p.number = ANY($3::int[])`,
)

const columns = {
  ...{ firstCommitAt: 'timestamptz', readyAt: 'timestamptz', firstReviewAt: 'timestamptz' },
  ...{ approvedAt: 'timestamptz', codingSeconds: 'int', pickupSeconds: 'int' },
  ...{ reviewSeconds: 'int', mergeSeconds: 'int', cycleSeconds: 'int', isUnreviewed: 'boolean' },
  ...{ isSelfMerged: 'boolean', reviewRounds: 'smallint', reviewDepth: 'int', size: 'text' },
  ...{ byBot: 'boolean', definitionsVersion: 'smallint' },
}
const names = Object.keys(columns)
const listed = (prefix: string) => names.map((name) => `${prefix}"${name}"`).join(', ')

/** Only rows that are wrong are written. */
const write = namedQuery<never>(
  'store-pull-request-measures',
  `UPDATE pull_requests p SET (${listed('')}) = (SELECT ${listed('m.')})
   FROM jsonb_to_recordset($3::text::jsonb) AS m (number int,
     ${Object.entries(columns)
       .map(([name, type]) => `"${name}" ${type}`)
       .join(', ')})
   WHERE p."companyId" = $1 AND p."repositoryId" = $2::bigint AND p.number = m.number
     AND (${listed('p.')}) IS DISTINCT FROM (${listed('m.')})`,
)

/** So many are measured at a time. */
const chunk = 200

/** Measures pull requests of one repository anew from the rows beneath them. */
export async function measurePullRequests(
  queries: CompanyQueries,
  repositoryId: bigint,
  numbers: readonly number[],
): Promise<void> {
  for (let at = 0; at < numbers.length; at += chunk) {
    const rows = await queries.run(read, repositoryId, numbers.slice(at, at + chunk))
    const measured = rows.map((row) => {
      const { phases, ...rest } = measurePullRequest(toldOf(row))
      const version = { definitionsVersion: pullRequestDefinitions }
      return { number: row.number, ...rest, ...phases, ...version }
    })
    await queries.run(write, repositoryId, JSON.stringify(measured))
  }
}

const who = (told: Told): Somebody | null => told && { key: told[0], isBot: told[1] }

function toldOf({ author, mergedBy, reviews, comments, events, commits, ...row }: Row) {
  return {
    ...{ ...row, author: who(author), mergedBy: who(mergedBy) },
    reviews: reviews.map(([by, verdict, at, bodyLength]) => ({
      ...{ by: who(by), verdict, submittedAt: new Date(at), bodyLength },
    })),
    comments: comments.map(([by, kind, at]) => ({ by: who(by), kind, writtenAt: new Date(at) })),
    events: events.map(([kind, at]) => ({ kind, at: new Date(at) })),
    commits: commits.map(([by, at]) => ({ by: who(by), authoredAt: new Date(at) })),
  }
}
