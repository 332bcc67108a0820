const ofRepository = 'f."companyId" = $1::bigint AND f."repositoryId" = $2::bigint'

/** Columns that stand in `staged_commits` and `commits` under the same name. */
const sameColumns = [
  ...['parentCount', 'authoredAt', 'authorOffsetMinutes', 'committedAt', 'dateSuspect', 'subject'],
  ...['message', 'type', 'typeSource', 'typeConfidence', 'scope', 'breaking', 'skipped', 'agent'],
  ...['files', 'additions', 'deletions', 'codeAdditions', 'codeDeletions', 'testAdditions'],
  ...[
    'testDeletions',
    'complexityLines',
    'complexityDelta',
    'weightedLines',
    'rating',
    'indentDelta',
  ],
]
const quoted = (prefix: string) => sameColumns.map((name) => `${prefix}"${name}"`).join(', ')

/**
 * How staged facts become rows. `$1` is the company, `$2` the repository; nothing that is there
 * already is touched, but for commits measured by an older definition, which are replaced.
 */
export const publishStatements = {
  /** An author's entry in .mailmap is kept; a committer's identity says nothing of it. */
  identities: `
    INSERT INTO identities ("companyId", digest, name, email, "mailmapName", "mailmapEmail")
    SELECT DISTINCT ON (s.digest) $1::bigint, s.digest, s.name, s.email, s."mailmapName",
      s."mailmapEmail"
    FROM pg_temp.staged_identities s
    ORDER BY s.digest, s."mailmapEmail" NULLS LAST, s."mailmapName" NULLS LAST
    ON CONFLICT ("companyId", digest) DO UPDATE
      SET "mailmapName" = excluded."mailmapName", "mailmapEmail" = excluded."mailmapEmail"
      WHERE (excluded."mailmapName" IS NOT NULL OR excluded."mailmapEmail" IS NOT NULL)
        AND (identities."mailmapName", identities."mailmapEmail")
          IS DISTINCT FROM (excluded."mailmapName", excluded."mailmapEmail")`,

  paths: `
    INSERT INTO paths ("companyId", "repositoryId", digest, path, folder)
    SELECT DISTINCT ON (s.digest) $1::bigint, $2::bigint, s.digest, s.path, s.folder
    FROM pg_temp.staged_paths s ON CONFLICT DO NOTHING`,

  /** `$3` is the definitions' version. */
  outdated: `
    DELETE FROM commits c USING pg_temp.staged_commits s
    WHERE c."companyId" = $1::bigint AND c."repositoryId" = $2::bigint AND c.hash = s.hash
      AND c."definitionsVersion" < $3::int`,

  /** `$3` is the analysis, `$4` the company's time zone, `$5` the definitions' version. */
  commits: `
    INSERT INTO commits ("companyId", "repositoryId", hash, "analysisId", "authorId", "committerId",
      "localDay", "localWeek", "definitionsVersion", ${quoted('')})
    SELECT $1::bigint, $2::bigint, s.hash, $3::bigint, a.id, c.id,
      (s."authoredAt" AT TIME ZONE $4::text)::date,
      date_trunc('week', s."authoredAt" AT TIME ZONE $4::text)::date, $5::int, ${quoted('s.')}
    FROM pg_temp.staged_commits s
    JOIN identities a ON a."companyId" = $1::bigint AND a.digest = s.author
    JOIN identities c ON c."companyId" = $1::bigint AND c.digest = s.committer
    ON CONFLICT DO NOTHING`,

  changes: `
    INSERT INTO file_changes (
      "companyId", "repositoryId", hash, "pathId", "renamedFromId", kind, language, "binary",
      additions, deletions, "complexityDelta", "indentDelta")
    SELECT $1::bigint, $2::bigint, s.hash, p.id, r.id, s.kind, s.language, s."binary",
      s.additions, s.deletions, s."complexityDelta", s."indentDelta"
    FROM pg_temp.staged_changes s
    JOIN paths p ON p."companyId" = $1::bigint AND p."repositoryId" = $2::bigint AND p.digest = s.path
    LEFT JOIN paths r ON r."companyId" = $1::bigint AND r."repositoryId" = $2::bigint
      AND r.digest = s."renamedFrom"
    ON CONFLICT DO NOTHING`,

  /** Commits that had left the branch and are behind its tip again. */
  returned: `
    UPDATE commits f SET reachable = true FROM pg_temp.staged_hashes s
    WHERE ${ofRepository} AND f.hash = s.hash AND NOT f.reachable`,

  /** Commits of the window (`$3`, null for everything) that are no longer behind the branch's tip. */
  left: `
    UPDATE commits f SET reachable = false
    WHERE ${ofRepository} AND f.reachable
      AND ($3::timestamptz IS NULL OR f."committedAt" >= $3::timestamptz)
      AND NOT EXISTS (SELECT 1 FROM pg_temp.staged_hashes s WHERE s.hash = f.hash)`,
}
