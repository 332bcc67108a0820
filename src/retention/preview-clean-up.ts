import type { CompanyDatabase } from '../database/company.js'
import { namedQuery } from '../database/named-query.js'
import {
  analysisInScope,
  commitInScope,
  pullRequestInScope,
  type Scope,
  scopeValues,
} from './scope.js'

/** What a clean-up would delete, in rows. */
export interface CleanUpPreview {
  commits: number
  fileChanges: number
  pullRequests: number
  reviews: number
  comments: number
  analyses: number
  /** Names and addresses that would be left without anything. */
  identities: number
}

const beneath = (table: string) =>
  `(SELECT count(*)::int FROM ${table} x JOIN pull_requests p ON p."companyId" = x."companyId"
     AND p."repositoryId" = x."repositoryId" AND p.number = x.number WHERE ${pullRequestInScope})`

const has = (column: string) =>
  `EXISTS (SELECT 1 FROM commits c WHERE c."companyId" = $1 AND c."${column}" = i.id
     AND NOT coalesce(${commitInScope}, false))`

const count = namedQuery<CleanUpPreview>(
  'preview-clean-up',
  `SELECT
     (SELECT count(*)::int FROM commits c WHERE ${commitInScope}) AS commits,
     (SELECT count(*)::int FROM file_changes f JOIN commits c ON c."companyId" = f."companyId"
       AND c."repositoryId" = f."repositoryId" AND c.hash = f.hash
       WHERE f."companyId" = $1 AND ${commitInScope}) AS "fileChanges",
     (SELECT count(*)::int FROM pull_requests p WHERE ${pullRequestInScope}) AS "pullRequests",
     ${beneath('reviews')} AS reviews, ${beneath('comments')} AS comments,
     (SELECT count(*)::int FROM analyses a WHERE ${analysisInScope} AND NOT EXISTS (
       SELECT 1 FROM commits c WHERE c."companyId" = $1 AND c."analysisId" = a.id
         AND NOT coalesce(${commitInScope}, false))) AS analyses,
     (SELECT count(*)::int FROM (
       SELECT c."authorId" AS id FROM commits c WHERE ${commitInScope}
       UNION SELECT c."committerId" FROM commits c WHERE ${commitInScope}) AS i
       WHERE NOT ${has('authorId')} AND NOT ${has('committerId')}) AS identities`,
)

/** Counts what a clean-up would delete. Writes nothing. */
export async function previewCleanUp(db: CompanyDatabase, scope: Scope): Promise<CleanUpPreview> {
  const [row] = await db.run(count, ...scopeValues(scope))
  return row!
}
