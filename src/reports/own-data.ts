import type { CompanyDatabase } from '../database/company.js'
import { namedQuery } from '../database/named-query.js'
import type { OwnDataPage } from './people-types.js'

/** Whose accounts and identities `$2` has. */
const accounts = `SELECT a.id FROM host_accounts a
  WHERE a."companyId" = $1 AND a."developerId" = $2::bigint`
const identities = `SELECT i.id FROM identities i
  WHERE i."companyId" = $1 AND i."developerId" = $2::bigint`

const commitRows = namedQuery<object>(
  'own-commits',
  `SELECT r.name AS repository, encode(c.hash, 'hex') AS hash, c.subject, c."authoredAt",
     c.type::text AS type, c.additions, c.deletions, c.files
   FROM commits c JOIN repositories r ON r."companyId" = c."companyId" AND r.id = c."repositoryId"
   WHERE c."companyId" = $1 AND c."authorId" IN (${identities}) ORDER BY c."authoredAt", c.hash`,
)
const pullRows = namedQuery<object>(
  'own-pull-requests',
  `SELECT r.name AS repository, p.number, p.title, p.state::text AS state, p."createdAt", p."mergedAt"
   FROM pull_requests p
   JOIN repositories r ON r."companyId" = p."companyId" AND r.id = p."repositoryId"
   WHERE p."companyId" = $1 AND p."authorId" IN (${accounts}) ORDER BY p."createdAt", p.number`,
)
const reviewRows = namedQuery<object>(
  'own-reviews',
  `SELECT r.name AS repository, v.number, v.verdict, v."submittedAt"
   FROM reviews v JOIN repositories r ON r."companyId" = v."companyId" AND r.id = v."repositoryId"
   WHERE v."companyId" = $1 AND v."accountId" IN (${accounts}) ORDER BY v."submittedAt", v.number`,
)
const commentRows = namedQuery<object>(
  'own-comments',
  `SELECT r.name AS repository, c.number, c.kind, c."writtenAt", c.length, c.text
   FROM comments c JOIN repositories r ON r."companyId" = c."companyId" AND r.id = c."repositoryId"
   WHERE c."companyId" = $1 AND c."accountId" IN (${accounts}) ORDER BY c."writtenAt", c.number`,
)
const looks = namedQuery<{ at: Date; kind: string; by: string }>(
  'looks-at-developer',
  `SELECT a.at, a.kind, coalesce(u.name, 'an account that is gone') AS by FROM access_entries a
   LEFT JOIN users u ON u."companyId" = a."companyId" AND u.id = a."actorId"
   WHERE a."companyId" = $1 AND a."subjectType" = 'developer' AND a."subjectId" = $2::bigint
   ORDER BY a.at DESC, a.id DESC LIMIT $3::int`,
)

/** Who looked at a developer's page, the newest first. */
export const looksAt = (db: CompanyDatabase, developerId: bigint, most: number) =>
  db.run(looks, developerId, most)

/** Everything held about one person who signs in, as it is given to them. */
export async function ownFacts(db: CompanyDatabase, userId: bigint, developerId: bigint | null) {
  const select = { name: true, email: true, role: true, createdAt: true } as const
  const account = await db.user.findFirstOrThrow({ where: { id: userId }, select })
  if (developerId === null) return { account, developer: null }
  const name = (await db.developer.findFirstOrThrow({ where: { id: developerId } })).name
  const where = { developerId }
  const memberships = await db.teamMembership.findMany({ where, include: { team: true } })
  return {
    account,
    developer: {
      name,
      identities: await db.identity.findMany({ where, select: { name: true, email: true } }),
      accounts: await db.hostAccount.findMany({ where, select: { name: true, username: true } }),
      teams: memberships.map(({ team, from, to }) => ({ team: team.name, from, to })),
      commits: await db.run(commitRows, developerId),
      pullRequests: await db.run(pullRows, developerId),
      reviews: await db.run(reviewRows, developerId),
      comments: await db.run(commentRows, developerId),
      looks: await looksAt(db, developerId, 10_000),
    },
  }
}

/** `/me/data`: how much of it there is. */
export async function ownData(
  db: CompanyDatabase,
  userId: bigint,
  developerId: bigint | null,
): Promise<OwnDataPage> {
  const { developer } = await ownFacts(db, userId, developerId)
  if (!developer || developerId === null) return { rows: null }
  const of = (label: string, list: readonly unknown[], href: string | null) => ({
    ...{ label, count: list.length, href },
  })
  const page = `/developers/${developerId}`
  return {
    rows: [
      of('Names and addresses of your commits', developer.identities, null),
      of('Accounts on code hosts', developer.accounts, null),
      of('Times in teams', developer.teams, page),
      of('Commits', developer.commits, '/commits?p=all'),
      of('Pull requests', developer.pullRequests, '/pull-requests?p=all'),
      of('Reviews given', developer.reviews, page),
      of('Comments', developer.comments, null),
      of('Looks at your page', developer.looks, '/me'),
    ],
  }
}
