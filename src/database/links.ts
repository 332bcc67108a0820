import type { Database } from './client.js'
import { namedQuery } from './named-query.js'

/** Links that were mailed and work once: the directory keeps a digest of their token. */

/** Keeps a link's digest; an older one of that kind about the same subject is dead from here on. */
export const issueLink = namedQuery<{ issued: string }>(
  'issue-link',
  'SELECT directory.issue_link($1, $2, $3, $4, $5)::text AS issued',
)

/** Uses a link up. Null: it is not there, no longer, or somebody else was faster. */
export const useLink = namedQuery<{ subjectId: bigint | null }>(
  'use-link',
  'SELECT directory.use_link($1, $2, $3) AS "subjectId"',
)

/** Takes back whatever link of that kind there is about a subject. */
export const dropLink = namedQuery<{ dropped: string }>(
  'drop-link',
  'SELECT directory.drop_link($1, $2, $3)::text AS dropped',
)

/** What a link is about, without using it up; null when it is not, or no longer, there. */
export async function findLink(
  { prisma }: Database,
  kind: string,
  digest: Uint8Array,
): Promise<{ companyId: bigint; subjectId: bigint } | null> {
  const rows = await prisma.$queryRaw<{ companyId: bigint; subjectId: bigint }[]>`
    SELECT * FROM directory.find_link(${kind}, ${digest})`
  return rows[0] ?? null
}

/** Deletes links that have ended; returns how many. */
export async function sweepLinks({ prisma }: Database): Promise<number> {
  const [row] = await prisma.$queryRaw<[{ gone: bigint }]>`SELECT directory.sweep_links() AS gone`
  return Number(row.gone)
}
