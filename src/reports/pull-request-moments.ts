import type { CompanyDatabase } from '../database/company.js'
import { namedQuery } from '../database/named-query.js'
import type { PullMoment } from './pull-request-types.js'

interface Row {
  at: Date
  who: string | null
  isBot: boolean | null
  /** "review:approved", "comment:line", "event:ready", "commit:" */
  kind: string
  words: string | null
  length: number
}

const person = (account: string) => `
  LEFT JOIN host_accounts a ON a."companyId" = x."companyId" AND a.id = ${account}
  LEFT JOIN developers d ON d."companyId" = a."companyId" AND d.id = a."developerId"`
const who = `coalesce(d.name, a.name, a.username) AS who, d."isBot" AS "isBot"`
const place = `x."companyId" = $1 AND x."repositoryId" = $2::bigint AND x.number = $3::int`

/** A review's words are its comment of kind "review": they stand with the review, once. */
const moments = namedQuery<Row>(
  'moments-of-pull-request',
  `SELECT m.* FROM (
     SELECT x."submittedAt" AS at, ${who}, 'review:' || x.verdict AS kind,
       (SELECT c.text FROM comments c WHERE c."companyId" = x."companyId"
         AND c."repositoryId" = x."repositoryId" AND c.number = x.number AND c.kind = 'review'
         AND c."accountId" IS NOT DISTINCT FROM x."accountId" AND c."writtenAt" = x."submittedAt"
         LIMIT 1) AS words, x."bodyLength" AS length
     FROM reviews x ${person('x."accountId"')} WHERE ${place}
     UNION ALL
     SELECT x."writtenAt", ${who}, 'comment:' || x.kind, x.text, x.length
     FROM comments x ${person('x."accountId"')} WHERE ${place} AND x.kind <> 'review'
     UNION ALL
     SELECT x.at, ${who}, 'event:' || x.kind, NULL, 0
     FROM pull_request_events x ${person('x."accountId"')} WHERE ${place}
     UNION ALL
     SELECT x."authoredAt", coalesce(d.name, a.name, a.username, i.name), d."isBot",
       'commit:' || left(encode(x.hash, 'hex'), 7), NULL, 0
     FROM pull_request_commits x
     LEFT JOIN identities i ON i."companyId" = x."companyId" AND i.id = x."identityId"
     LEFT JOIN host_accounts a ON a."companyId" = x."companyId" AND a.id = x."accountId"
     LEFT JOIN developers d ON d."companyId" = x."companyId"
       AND d.id = coalesce(a."developerId", i."developerId")
     WHERE ${place}
   ) AS m ORDER BY m.at, m.kind LIMIT $4::int`,
)

/** How each kind reads after a name. */
const said: Record<string, [what: string, tone?: PullMoment['tone']]> = {
  'review:approved': ['approved', 'good'],
  'review:changes_requested': ['asked for changes', 'warn'],
  'review:commented': ['reviewed'],
  'review:dismissed': ['reviewed; the verdict was taken back'],
  'comment:line': ['commented on a line'],
  'comment:conversation': ['commented'],
  'event:ready': ['marked it ready for review'],
  'event:draft': ['turned it into a draft'],
  'event:closed': ['closed it'],
  'event:reopened': ['opened it again'],
  'event:merged': ['merged it', 'good'],
  'event:review-requested': ['was asked for a review'],
}

/** So many are printed; the page says when there are more. */
const most = 300

/** Everything that happened to a pull request, the earliest first. */
export async function momentsOf(
  db: CompanyDatabase,
  { repositoryId, number }: { repositoryId: bigint; number: number },
  showsNames: boolean,
): Promise<{ moments: PullMoment[]; isCut: boolean }> {
  const rows = await db.run(moments, repositoryId, number, most + 1)
  return {
    isCut: rows.length > most,
    moments: rows.slice(0, most).map(({ at, who, isBot, kind, words, length }) => {
      const commit = /^commit:(.*)$/.exec(kind)
      const [what, tone = ''] = commit
        ? [`committed ${commit[1]}`]
        : (said[kind] ?? ['did something'])
      const isLong = length > 0 && !words ? `, ${length} characters` : ''
      return {
        ...{ at, isBot: isBot ?? false, tone, what: `${what}${isLong}` },
        who: showsNames ? (who ?? 'An account that is gone') : 'Somebody',
        // Words name people.
        words: (showsNames && words) || null,
      }
    }),
  }
}
