import { namedQuery } from '../database/named-query.js'

/**
 * How a page of pull requests becomes rows. `$2` is the repository, `$3` the rows in JSON; what hangs
 * on a pull request is replaced as a whole, so that reading twice changes nothing.
 */

const zone = `(SELECT c."timeZone" FROM companies c WHERE c.id = $1)`

/** Columns as the host tells them, with their types. */
const told = {
  ...{ number: 'int', hostId: 'text', title: 'text', url: 'text', state: 'text' },
  ...{ isDraft: 'boolean', authorId: 'bigint', mergedById: 'bigint', createdAt: 'timestamptz' },
  ...{ updatedAt: 'timestamptz', mergedAt: 'timestamptz', closedAt: 'timestamptz' },
  ...{ endIsUpperBound: 'boolean', mergeCommit: 'text', headBranch: 'text', baseBranch: 'text' },
  ...{ additions: 'int', deletions: 'int', changedFiles: 'int', isWhole: 'boolean' },
}
const names = Object.keys(told)
const cast = (name: string) => (name === 'state' ? 'p.state::pull_request_state' : `p."${name}"`)

/** Says which were taken: an older word than the one that is stored is not. */
export const storePullRequests = namedQuery<{ number: number }>(
  'store-pull-requests',
  `INSERT INTO pull_requests AS o ("companyId", "repositoryId", ${names.map((n) => `"${n}"`).join(', ')},
     "readAt", "createdDay", "mergedDay", "mergedWeek", "definitionsVersion", excluded)
   SELECT $1, $2::bigint, ${names.map(cast).join(', ')}, now(),
     (p."createdAt" AT TIME ZONE ${zone})::date, (p."mergedAt" AT TIME ZONE ${zone})::date,
     date_trunc('week', p."mergedAt" AT TIME ZONE ${zone})::date, 0,
     EXISTS (SELECT 1 FROM exclusions e WHERE e."companyId" = $1 AND e."repositoryId" = $2::bigint
       AND e.kind = 'repository' AND e."undoneAt" IS NULL)
   FROM jsonb_to_recordset($3::text::jsonb)
     AS p (${names.map((name) => `"${name}" ${told[name as keyof typeof told]}`).join(', ')})
   ORDER BY p.number
   ON CONFLICT ("companyId", "repositoryId", number) DO UPDATE SET
     ${names.map((name) => `"${name}" = excluded."${name}"`).join(', ')}, "readAt" = now(),
     "createdDay" = excluded."createdDay", "mergedDay" = excluded."mergedDay",
     "mergedWeek" = excluded."mergedWeek", excluded = excluded.excluded, "goneAt" = NULL
   WHERE excluded."updatedAt" > o."updatedAt"
     OR (excluded."updatedAt" = o."updatedAt" AND (excluded."isWhole" OR NOT o."isWhole"))
   RETURNING number`,
)

const dropped = (table: string) =>
  namedQuery<never>(
    `drop-${table.replaceAll('_', '-')}`,
    `DELETE FROM ${table} WHERE "companyId" = $1 AND "repositoryId" = $2::bigint
       AND number = ANY($3::int[])`,
  )

/** `$3` are numbers. */
export const dropChildren = [
  'reviews',
  'comments',
  'pull_request_events',
  'pull_request_commits',
].map(dropped)

export const storeReviews = namedQuery<never>(
  'store-reviews',
  `INSERT INTO reviews ("companyId", "repositoryId", number, "hostId", "accountId", verdict,
     "submittedAt", "bodyLength", "localDay")
   SELECT $1, $2::bigint, p.number, p."hostId", p."accountId", p.verdict::verdict, p."submittedAt",
     p."bodyLength", (p."submittedAt" AT TIME ZONE ${zone})::date
   FROM jsonb_to_recordset($3::text::jsonb) AS p (number int, "hostId" text, "accountId" bigint,
     verdict text, "submittedAt" timestamptz, "bodyLength" int)
   ON CONFLICT DO NOTHING`,
)

export const storeComments = namedQuery<never>(
  'store-comments',
  `INSERT INTO comments ("companyId", "repositoryId", number, "hostId", "accountId", kind,
     "writtenAt", length, text)
   SELECT $1, $2::bigint, p.number, p."hostId", p."accountId", p.kind, p."writtenAt", p.length, p.text
   FROM jsonb_to_recordset($3::text::jsonb) AS p (number int, "hostId" text, "accountId" bigint,
     kind text, "writtenAt" timestamptz, length int, text text)
   ON CONFLICT DO NOTHING`,
)

export const storeEvents = namedQuery<never>(
  'store-pull-request-events',
  `INSERT INTO pull_request_events ("companyId", "repositoryId", number, "hostId", kind, at, "accountId")
   SELECT $1, $2::bigint, p.number, p."hostId", p.kind, p.at, p."accountId"
   FROM jsonb_to_recordset($3::text::jsonb) AS p (number int, "hostId" text, kind text,
     at timestamptz, "accountId" bigint)
   ON CONFLICT DO NOTHING`,
)

export const storeCommits = namedQuery<never>(
  'store-pull-request-commits',
  `INSERT INTO pull_request_commits ("companyId", "repositoryId", number, hash, "authoredAt",
     "accountId", "identityId")
   SELECT $1, $2::bigint, p.number, decode(p.hash, 'hex'), p."authoredAt", p."accountId", i.id
   FROM jsonb_to_recordset($3::text::jsonb) AS p (number int, hash text, "authoredAt" timestamptz,
     "accountId" bigint, identity text)
   LEFT JOIN identities i ON i."companyId" = $1 AND i.digest = decode(p.identity, 'hex')
   ON CONFLICT DO NOTHING`,
)

/** Names and addresses that no analysis has brought yet: `$2` in JSON. */
export const storeIdentities = namedQuery<{ id: bigint }>(
  'store-identities-of-pull-requests',
  `INSERT INTO identities ("companyId", digest, name, email)
   SELECT DISTINCT ON (p.digest) $1, decode(p.digest, 'hex'), p.name, p.email
   FROM jsonb_to_recordset($2::text::jsonb) AS p (digest text, name text, email text)
   ORDER BY p.digest ON CONFLICT DO NOTHING RETURNING id`,
)
