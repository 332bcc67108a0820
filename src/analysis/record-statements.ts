/**
 * How staged facts become rows. `$1` is the company, `$2` the repository; nothing that is there
 * already is touched, but for commits measured by an older definition, which are replaced.
 */
export const publishStatements = {
  identities: `
    INSERT INTO identities ("companyId", digest, name, email)
    SELECT DISTINCT ON (s.digest) $1::bigint, s.digest, s.name, s.email
    FROM pg_temp.staged_identities s ON CONFLICT DO NOTHING`,

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
    INSERT INTO commits (
      "companyId", "repositoryId", hash, "analysisId", "parentCount", "authorId", "committerId",
      "authoredAt", "authorOffsetMinutes", "committedAt", "dateSuspect", "localDay", "localWeek",
      subject, message, type, "typeSource", "typeConfidence", scope, breaking, skipped, files,
      additions, deletions, "codeAdditions", "codeDeletions", "testAdditions", "testDeletions",
      "complexityLines", "complexityDelta", "definitionsVersion")
    SELECT $1::bigint, $2::bigint, s.hash, $3::bigint, s."parentCount", a.id, c.id,
      s."authoredAt", s."authorOffsetMinutes", s."committedAt", s."dateSuspect",
      (s."authoredAt" AT TIME ZONE $4::text)::date,
      date_trunc('week', s."authoredAt" AT TIME ZONE $4::text)::date,
      s.subject, s.message, s.type, s."typeSource", s."typeConfidence", s.scope, s.breaking,
      s.skipped, s.files, s.additions, s.deletions, s."codeAdditions", s."codeDeletions",
      s."testAdditions", s."testDeletions", s."complexityLines", s."complexityDelta", $5::int
    FROM pg_temp.staged_commits s
    JOIN identities a ON a."companyId" = $1::bigint AND a.digest = s.author
    JOIN identities c ON c."companyId" = $1::bigint AND c.digest = s.committer
    ON CONFLICT DO NOTHING`,

  changes: `
    INSERT INTO file_changes (
      "companyId", "repositoryId", hash, "pathId", "renamedFromId", kind, language, "binary",
      additions, deletions, "complexityDelta")
    SELECT $1::bigint, $2::bigint, s.hash, p.id, r.id, s.kind, s.language, s."binary",
      s.additions, s.deletions, s."complexityDelta"
    FROM pg_temp.staged_changes s
    JOIN paths p ON p."companyId" = $1::bigint AND p."repositoryId" = $2::bigint AND p.digest = s.path
    LEFT JOIN paths r ON r."companyId" = $1::bigint AND r."repositoryId" = $2::bigint
      AND r.digest = s."renamedFrom"
    ON CONFLICT DO NOTHING`,
}
