import type { CompanyDatabase } from '../database/company.js'
import { type NamedQuery, namedQuery } from '../database/named-query.js'

/** One thing that is held about a developer. */
export interface PersonRecord {
  at: Date | null
  repository: string | null
  /** A hash, a number, an address: what it is called. */
  what: string
  text: string | null
  further: Record<string, unknown>
}

/** Rows of one kind, `$2` developers, `$3` and `$4` which part of them. */
const section = (name: string, text: string): NamedQuery<PersonRecord> =>
  namedQuery(`person-${name}`, `${text} LIMIT $3::int OFFSET $4::int`)

const repository = (x: string) =>
  `JOIN repositories r ON r."companyId" = ${x}."companyId" AND r.id = ${x}."repositoryId"`
const account = (x: string, column: string) =>
  `JOIN host_accounts a ON a."companyId" = ${x}."companyId" AND a.id = ${x}."${column}"
     AND a."developerId" = ANY($2::bigint[])`

/** Everything held about a developer, by kind. */
export const personSections = {
  developer: section(
    'developer',
    `SELECT "createdAt" AS at, NULL AS repository, email AS what, name AS text,
       jsonb_build_object('isBot', "isBot") AS further
     FROM developers WHERE "companyId" = $1 AND id = ANY($2::bigint[]) ORDER BY id`,
  ),
  identities: section(
    'identities',
    `SELECT NULL::timestamptz AS at, NULL AS repository, email AS what, name AS text,
       jsonb_build_object('mailmapName', "mailmapName", 'mailmapEmail', "mailmapEmail") AS further
     FROM identities WHERE "companyId" = $1 AND "developerId" = ANY($2::bigint[]) ORDER BY id`,
  ),
  accounts: section(
    'accounts',
    `SELECT NULL::timestamptz AS at, NULL AS repository, coalesce(username, "externalId") AS what,
       name AS text, jsonb_build_object('email', email, 'externalId', "externalId") AS further
     FROM host_accounts WHERE "companyId" = $1 AND "developerId" = ANY($2::bigint[]) ORDER BY id`,
  ),
  teams: section(
    'teams',
    `SELECT m."from"::timestamptz AS at, NULL AS repository, t.name AS what, NULL AS text,
       jsonb_build_object('from', m."from", 'to', m."to") AS further
     FROM team_memberships m JOIN teams t ON t."companyId" = m."companyId" AND t.id = m."teamId"
     WHERE m."companyId" = $1 AND m."developerId" = ANY($2::bigint[]) ORDER BY m.id`,
  ),
  commits: section(
    'commits',
    `SELECT c."authoredAt" AS at, r.name AS repository, encode(c.hash, 'hex') AS what,
       c.message AS text, jsonb_build_object('type', c.type, 'additions', c.additions,
         'deletions', c.deletions, 'files', c.files, 'rating', c.rating,
         'effortMinutes', c."effortMid", 'as', CASE WHEN c."authorId" = i.id THEN 'author'
           ELSE 'committer' END) AS further
     FROM identities i JOIN commits c ON c."companyId" = i."companyId"
       AND i.id IN (c."authorId", c."committerId") ${repository('c')}
     WHERE i."companyId" = $1 AND i."developerId" = ANY($2::bigint[])
     ORDER BY c."repositoryId", c.hash, i.id`,
  ),
  pullRequests: section(
    'pull-requests',
    `SELECT p."createdAt" AS at, r.name AS repository, p.number::text AS what, p.title AS text,
       jsonb_build_object('state', p.state, 'url', p.url, 'branch', p."headBranch",
         'mergedAt', p."mergedAt") AS further
     FROM pull_requests p ${account('p', 'authorId')} ${repository('p')}
     WHERE p."companyId" = $1 ORDER BY p."repositoryId", p.number`,
  ),
  reviews: section(
    'reviews',
    `SELECT x."submittedAt" AS at, r.name AS repository, x.number::text AS what, NULL AS text,
       jsonb_build_object('verdict', x.verdict) AS further
     FROM reviews x ${account('x', 'accountId')} ${repository('x')}
     WHERE x."companyId" = $1 ORDER BY x."repositoryId", x.number, x."hostId"`,
  ),
  comments: section(
    'comments',
    `SELECT x."writtenAt" AS at, r.name AS repository, x.number::text AS what, x.text,
       jsonb_build_object('kind', x.kind, 'length', x.length) AS further
     FROM comments x ${account('x', 'accountId')} ${repository('x')}
     WHERE x."companyId" = $1 ORDER BY x."repositoryId", x.number, x."hostId"`,
  ),
  accesses: section(
    'accesses',
    `SELECT a.at, NULL AS repository, a.kind AS what, u.name AS text, '{}'::jsonb AS further
     FROM access_entries a LEFT JOIN users u ON u."companyId" = a."companyId" AND u.id = a."actorId"
     WHERE a."companyId" = $1 AND a."subjectType" = 'developer' AND a."subjectId" = ANY($2::bigint[])
     ORDER BY a.id`,
  ),
  audit: section(
    'audit',
    `SELECT e.at, NULL AS repository, e.action AS what, NULL AS text,
       jsonb_build_object('before', e.before, 'after', e.after) AS further
     FROM audit_entries e WHERE e."companyId" = $1 AND e."subjectType" = 'developer'
       AND e."subjectId" = ANY($2::bigint[]) ORDER BY e.position`,
  ),
} as const

export type PersonSection = keyof typeof personSections

/** So many are read in one transaction. */
export const recordsAtOnce = 1_000

/** Some of what is held of one kind. */
export function personRecords(
  db: CompanyDatabase,
  kind: PersonSection,
  developerIds: readonly bigint[],
  offset: number,
): Promise<PersonRecord[]> {
  return db.run(personSections[kind], developerIds, recordsAtOnce, offset)
}
