import type { CompanyQueries } from '../database/company.js'
import { type NamedQuery, namedQuery } from '../database/named-query.js'
import type { RetentionKind } from './rules.js'

/** So many rows go in one transaction. */
const atOnce = 2_000

type Gone = NamedQuery<{ gone: number }>

const counted = (name: string, text: string): Gone =>
  namedQuery(name, `WITH gone AS (${text} RETURNING 1) SELECT count(*)::int AS gone FROM gone`)

/** Deletes some rows `x` of a table by their key. */
const old = (table: string, key: string[], where: string): Gone =>
  counted(
    `forget-old-${table.replaceAll('_', '-')}`,
    `DELETE FROM ${table} d USING (
       SELECT ${key.map((name) => `x."${name}"`).join(', ')} FROM ${table} x
       WHERE x."companyId" = $1 AND ${where} LIMIT ${atOnce}
     ) AS o WHERE d."companyId" = $1
       AND ${key.map((name) => `d."${name}" = o."${name}"`).join(' AND ')}`,
  )

/** What goes that is older than the instant `$2`, some of it at a time. */
const forgets: Partial<Record<RetentionKind, Gone>> = {
  comments: counted(
    'forget-old-comment-words',
    `UPDATE comments d SET text = NULL FROM (
       SELECT x."repositoryId", x.number, x."hostId" FROM comments x
       WHERE x."companyId" = $1 AND x.text IS NOT NULL AND x."writtenAt" < $2::timestamptz LIMIT ${atOnce}
     ) AS o WHERE d."companyId" = $1 AND d."repositoryId" = o."repositoryId"
       AND d.number = o.number AND d."hostId" = o."hostId"`,
  ),
  analyses: old(
    'analyses',
    ['id'],
    `x."queuedAt" < $2::timestamptz AND x.state IN ('done', 'failed')
     AND x.id IS DISTINCT FROM (SELECT max(l.id) FROM analyses l WHERE l."companyId" = $1
       AND l."repositoryId" = x."repositoryId" AND l.state = 'done')
     AND NOT EXISTS (SELECT 1 FROM commits c WHERE c."companyId" = $1 AND c."analysisId" = x.id)`,
  ),
  deliveries: old(
    'webhook_deliveries',
    ['connectionId', 'deliveryId'],
    'x."receivedAt" < $2::timestamptz',
  ),
  mails: old('outgoing_mails', ['id'], 'coalesce(x."sentAt", x."failedAt") < $2::timestamptz'),
  invitations: old(
    'invitations',
    ['id'],
    'least(x."acceptedAt", x."revokedAt", x."expiresAt") < $2::timestamptz',
  ),
  accesses: namedQuery(
    'forget-old-accesses',
    'SELECT directory.forget_accesses($1, $2::timestamptz)::int AS gone',
  ),
}

/** Deletes some rows of a class that are older than `before`. @returns how many; 0 when none is left */
export async function forgetOld(
  queries: CompanyQueries,
  kind: RetentionKind,
  before: Date,
): Promise<number> {
  const forget = forgets[kind]
  if (!forget) return 0
  const [row] = await queries.run(forget, before)
  return row!.gone
}
