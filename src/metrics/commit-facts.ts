import type { CommitType } from '../commit-types/commit-type.js'
import type { CompanyDatabase } from '../database/company.js'
import { namedQuery } from '../database/named-query.js'
import type { MeasuredFile } from '../measures/measured-commit.js'
import type { SkipReason } from '../measures/skip.js'
import type { Volumes } from '../measures/volumes.js'
import { ownInSql } from './own-commits.js'

/** All that is stored of one commit. Sums leave out excluded paths. */
export interface CommitFacts extends Omit<Volumes, 'complexityLines'> {
  repository: string
  source: string
  subject: string
  message: string
  /** The developer's name. */
  author: string
  authoredAt: Date
  dateSuspect: boolean
  byBot: boolean
  agent: string | null
  type: CommitType
  typeSource: string
  skipped: SkipReason | null
  excluded: boolean
  reachable: boolean
  recreationOf: string | null
  weightedLines: number
  gapMinutes: number | null
  effortLow: number
  effortMid: number
  effortHigh: number
  effortMethod: string
  /** The company's minutes of work for the root of a weighted line (measures/effort.ts). */
  k: number
}

/** `$2` repository, `$3` the hash in hexadecimal digits, `$4` whose own. */
const commitQuery = namedQuery<CommitFacts>(
  'commit-facts',
  `SELECT r.name AS repository, r.source, c.subject, c.message, coalesce(d.name, i.name) AS author,
     c."authoredAt", c."dateSuspect", c."byBot", c.agent, c.type::text AS type, c."typeSource",
     c.skipped, c.excluded, c.reachable, encode(c."recreationOf", 'hex') AS "recreationOf",
     c.additions, c.deletions, c."codeAdditions", c."codeDeletions", c."testAdditions",
     c."testDeletions", c."complexityDelta", c."indentDelta", c."weightedLines", c."gapMinutes",
     c."effortLow", c."effortMid", c."effortHigh", c."effortMethod", o."effortK" AS k
   FROM commits c
   JOIN companies o ON o.id = c."companyId"
   JOIN repositories r ON r."companyId" = c."companyId" AND r.id = c."repositoryId"
   JOIN identities i ON i."companyId" = c."companyId" AND i.id = c."authorId"
   LEFT JOIN developers d ON d."companyId" = i."companyId" AND d.id = i."developerId"
   WHERE c."companyId" = $1 AND c."repositoryId" = $2::bigint AND c.hash = decode($3::text, 'hex')
     AND ${ownInSql('$4')}`,
)

/** What a commit did to one file. */
export interface TouchedFile extends MeasuredFile {
  /** Taken out of the numbers by an admin's pattern. */
  excluded: boolean
}

const filesQuery = namedQuery<TouchedFile>(
  'files-of-commit',
  `SELECT p.path, o.path AS "renamedFrom", f.kind::text AS kind, f.language, f."binary",
     f.additions, f.deletions, f."complexityDelta", f."indentDelta", p.excluded
   FROM file_changes f
   JOIN paths p ON p."companyId" = f."companyId" AND p."repositoryId" = f."repositoryId"
     AND p.id = f."pathId"
   LEFT JOIN paths o ON o."companyId" = f."companyId" AND o."repositoryId" = f."repositoryId"
     AND o.id = f."renamedFromId"
   WHERE f."companyId" = $1 AND f."repositoryId" = $2::bigint AND f.hash = decode($3::text, 'hex')
   ORDER BY f.additions::bigint + f.deletions DESC, p.path`,
)

/** Which commit is asked for; `own` is the address of whoever may see their own alone, or null. */
export interface AskedCommit {
  repositoryId: bigint
  /** The whole hash, 40 or 64 hexadecimal digits. */
  hash: string
  own: string | null
}

/** One commit, or null where there is none that may be seen. */
export async function findCommit(
  db: CompanyDatabase,
  { repositoryId, hash, own }: AskedCommit,
): Promise<CommitFacts | null> {
  const [row] = await db.run(commitQuery, repositoryId, hash, own)
  return row ?? null
}

/** The files of a commit, excluded ones too, those with most lines first. */
export function listTouchedFiles(
  db: CompanyDatabase,
  { repositoryId, hash }: Pick<AskedCommit, 'repositoryId' | 'hash'>,
): Promise<TouchedFile[]> {
  return db.run(filesQuery, repositoryId, hash)
}
