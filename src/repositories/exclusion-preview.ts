import type { CompanyDatabase } from '../database/company.js'
import { namedQuery } from '../database/named-query.js'
import { type PathMatcher, readPattern } from './path-patterns.js'
import { storedPaths } from './stored-paths.js'

const examples = 5
/** A pattern that has not been through all paths by then is heavier than it looks. */
const patienceMs = 5000

/** What a pattern would take out: so many of so many paths, and some of them. */
export interface PatternPreview {
  matched: number
  total: number
  examples: string[]
  /** Counting was given up: `total` is what was looked at. */
  isPartial: boolean
}

/** @throws PatternRefused */
export async function previewPattern(
  db: CompanyDatabase,
  typed: string,
  repositoryId: bigint | null,
): Promise<PatternPreview> {
  const { matches } = readPattern(typed)
  const preview: PatternPreview = { matched: 0, total: 0, examples: [], isPartial: false }
  const end = performance.now() + patienceMs
  for await (const page of storedPaths(db, repositoryId)) {
    for (const { path } of page) count(preview, path, matches)
    if (performance.now() > end) return { ...preview, isPartial: true }
  }
  return preview
}

function count(preview: PatternPreview, path: string, matches: PathMatcher): void {
  preview.total++
  if (!matches(path)) return
  preview.matched++
  if (preview.examples.length < examples) preview.examples.push(path)
}

const byPrefix = namedQuery<FoundCommit>(
  'commits-by-hash',
  `SELECT encode(c.hash, 'hex') AS hash, c.subject, i.name AS author, c."authoredAt",
     c.additions, c.deletions
   FROM commits c JOIN identities i ON i."companyId" = c."companyId" AND i.id = c."authorId"
   WHERE c."companyId" = $1 AND c."repositoryId" = $2::bigint
     AND starts_with(encode(c.hash, 'hex'), $3::text) ORDER BY c.hash LIMIT 2`,
)

export interface FoundCommit {
  hash: string
  subject: string
  author: string
  authoredAt: Date
  additions: number
  deletions: number
}

/** The commits whose hash begins so: none, one, or two where there are several. */
export function findCommits(
  db: CompanyDatabase,
  repositoryId: bigint,
  prefix: string,
): Promise<FoundCommit[]> {
  return db.run(byPrefix, repositoryId, prefix.toLowerCase())
}

/** How many commits of a repository are stored. */
export function countCommits(db: CompanyDatabase, repositoryId: bigint): Promise<number> {
  return db.commit.count({ where: { repositoryId } })
}
