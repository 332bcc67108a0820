// A company with as many commits as a bench wants, made by generate_series: no reading, so that ten million
// take minutes. People, teams, repositories of very different size, pull requests and reviews over 500 days.
import { join } from 'node:path'

/**
 * Fills a company and makes its roll-ups.
 * @param dist the folder of the compiled product
 * @param client the owner's connection; @param database the product's own
 * @param owner its first user; @param commits about how many
 * @param settles works the effort of all commits out, as a company that was really read has it
 * @param files file changes of each commit of the repositories up to `filesUpTo`; the first is the largest
 */
export async function fillCompany(asked) {
  const {
    dist,
    client,
    database,
    owner,
    commits,
    files = 0,
    filesUpTo = 1_000_000,
    settles = false,
  } = asked
  const { inBulk } = await import(join(dist, 'database', 'staging.js'))
  const { refreshRollUps } = await import(join(dist, 'roll-ups', 'refresh-roll-ups.js'))
  const company = owner.companyId
  const scale = Math.max(1, Math.round(commits / 100_000))
  const [people, repositories, pulls] = [
    35 * Math.ceil(scale / 2),
    14 + 2 * scale,
    Math.round(commits / 8),
  ]
  /** `$1` is the company; `r(salt)` a number from 0 to 1 that depends on `n`. */
  const fill = (text) =>
    client.query(
      text
        .replaceAll('$1', String(company))
        .replace(
          /\br\((\d+)\)/g,
          (_, salt) => `(abs(hashint8(n * 7919 + ${salt}))::float8 / 2147483648)`,
        ),
    )
  const names = `(ARRAY['Maya','Daniel','Tess','Koji','Ana','Omar','Lena','Ivo','Sara','Noor'])[1 + n % 10]
    || ' ' || (ARRAY['Kowalski','Nwosu','Bergman','Ito','Costa','Haddad','Vogel'])[1 + n / 10 % 7]`
  const day = `(now() - interval '1 hour' - make_interval(days => (r(1) * 500)::int))::date`
  const hour = `interval '8 hours' + make_interval(mins => (r(2) * 600)::int)`
  await fill(`INSERT INTO developers ("companyId", id, name, email, "isBot")
    SELECT $1, n, CASE WHEN n > ${people - 3} THEN 'bot-' || n ELSE ${names} END, 'p' || n || '@northwind.example', n > ${people - 3}
    FROM generate_series(1, ${people}) n`)
  await fill(`INSERT INTO identities ("companyId", id, name, email, digest, "developerId", "linkedBy")
    SELECT "companyId", id, name, email, sha256(email::bytea), id, 'alone' FROM developers WHERE "companyId" = $1`)
  await fill(`INSERT INTO repositories ("companyId", id, name, source, "sourceKey", "headHash")
    SELECT $1, n, (ARRAY['ledger-core','checkout-web','mobile-app','billing','search','infra','docs'])[1 + n % 7] || '-' || n,
      'https://git.example.com/' || n, 'https://git.example.com/' || n, '\\x01' FROM generate_series(1, ${repositories}) n`)
  await fill(`INSERT INTO analyses ("companyId", id, "repositoryId", state, stage, "window", "definitionsVersion", "finishedAt")
    SELECT $1, n, n, 'done', 'done', 'all', 1, now() FROM generate_series(1, ${repositories}) n`)
  await fill(`INSERT INTO teams ("companyId", id, name) SELECT $1, n, (ARRAY['Payments','Data','Platform','Mobile','Checkout'])[n]
    FROM generate_series(1, 5) n`)
  await fill(`INSERT INTO team_memberships ("companyId", "teamId", "developerId", "enteredForId", "from")
    SELECT $1, 1 + n % 5, n, n, '2020-01-01' FROM generate_series(1, ${people - 3}) n`)
  await fill(`INSERT INTO commits ("companyId", "repositoryId", hash, "analysisId", "parentCount", "authorId", "committerId",
      "authoredAt", "authorOffsetMinutes", "committedAt", "dateSuspect", "localDay", "localWeek", subject, message, type,
      "typeSource", "typeConfidence", breaking, files, additions, deletions, "codeAdditions", "codeDeletions", "testAdditions",
      "testDeletions", "complexityLines", "complexityDelta", "definitionsVersion", "weightedLines", "effortLow", "effortMid",
      "effortHigh", "effortMethod", rating, "reworkedLines", "reworkBase", "byBot")
    SELECT $1, repo, sha256(n::text::bytea), repo, 1, who, who, at, 0, at, false, at::date, date_trunc('week', at)::date,
      'Change number ' || n, 'Change number ' || n,
      (ARRAY['feature','feature','feature','fix','fix','refactor','test','docs','chore'])[1 + floor(r(5) * 9)::int]::commit_type,
      'model', 0.8, false, 2, code + test, code / 3, code, code / 3, test, 0, code, (code * (0.06 + 0.08 * r(6)))::int, 1,
      code, 6 * sqrt(1 + code), 12 * sqrt(1 + code), 24 * sqrt(1 + code), 'size',
      (ARRAY['A','B','B','C','D'])[1 + floor(r(7) * 5)::int], code / 9, code, who > ${people - 3}
    FROM (SELECT n, 1 + (power(r(3), 2) * ${repositories - 1})::int AS repo, 1 + (power(r(4), 1.5) * ${people - 1})::int AS who,
      ${day} + ${hour} AS at, (power(r(8), 3) * 600)::int AS code, (greatest(0, r(9) - 0.4) * 60)::int AS test
      FROM generate_series(1, ${commits}::bigint) n) AS made WHERE extract(isodow FROM at) < 6 OR n % 9 = 0`)
  await fill(`INSERT INTO connections ("companyId", id, host, origin, name, "addedById")
    VALUES ($1, 1, 'github', 'https://github.com', 'Acme', ${owner.id})`)
  await fill(`INSERT INTO host_accounts ("companyId", id, "connectionId", "externalId", username, "developerId")
    SELECT $1, n, 1, n::text, 'user' || n, n FROM generate_series(1, ${people}) n`)
  await fill(`INSERT INTO pull_requests ("companyId", "repositoryId", number, "hostId", title, url, state, "isDraft", "authorId",
      "mergedById", "createdAt", "updatedAt", "mergedAt", "headBranch", "baseBranch", additions, deletions, "isWhole",
      "codingSeconds", "pickupSeconds", "reviewSeconds", "mergeSeconds", "cycleSeconds", "isUnreviewed", size,
      "definitionsVersion", "createdDay", "mergedDay", "mergedWeek", "reviewRounds", "reviewDepth")
    SELECT $1, 1 + n % ${repositories}, n, n::text, 'Pull request ' || n, 'https://github.com/acme/shop/pull/' || n,
      CASE WHEN open THEN 'open' ELSE 'merged' END::pull_request_state, false, who, who, at - total, at, CASE WHEN NOT open THEN at END,
      'topic', 'main', 50, 10, true, c, p, v, m, c + p + v + m, r(10) < 0.08, 'M', 1, (at - total)::date,
      CASE WHEN NOT open THEN at::date END, CASE WHEN NOT open THEN date_trunc('week', at)::date END, 1, 3
    FROM (SELECT *, make_interval(secs => c + p + v + m) AS total, r(11) < 0.01 AND at > current_date - 20 AS open FROM
      (SELECT n, at, who, (20000 * f * r(12))::int AS c, (30000 * f * power(r(13), 2))::int AS p, (25000 * f * r(14))::int AS v,
        (9000 * f * r(15))::int AS m FROM (SELECT n, ${day} + ${hour} AS at, 1 + (r(4) * ${people - 4})::int AS who,
          0.6 + 1.2 * r(1) AS f FROM generate_series(1, ${pulls}::bigint) n) AS a) AS b) AS made`)
  await fill(`INSERT INTO reviews ("companyId", "repositoryId", number, "hostId", "accountId", verdict, "submittedAt", "bodyLength", "localDay")
    SELECT $1, "repositoryId", number, 'r' || number, 1 + (power(r(16), 3) * ${people - 4})::int, 'approved', "updatedAt", 0, "updatedAt"::date
    FROM (SELECT *, number::bigint AS n FROM pull_requests WHERE "companyId" = $1) p`)
  if (files > 0) {
    await fill(`INSERT INTO paths ("companyId", "repositoryId", id, path, digest, folder)
      SELECT $1, r.id, r.id * 1000 + n, 'lib/part-' || n % 20 || '/file-' || n || '.ts', sha256(n::text::bytea),
        'lib/part-' || n % 20 FROM repositories r, generate_series(0, 199) n WHERE r."companyId" = $1 AND r.id <= ${filesUpTo}`)
    await fill(`INSERT INTO file_changes ("companyId", "repositoryId", hash, "pathId", kind, "binary", additions, deletions)
      SELECT $1, c."repositoryId", c.hash, c."repositoryId" * 1000 + (get_byte(c.hash, 0) + f * 7) % 200, 'code', false, 5, 2
      FROM commits c, generate_series(1, ${files}) f WHERE c."companyId" = $1 AND c."repositoryId" <= ${filesUpTo}`)
  }
  await client.query('ANALYZE')
  if (settles) {
    const { allDeveloperIds, recalibrate } = await import(
      join(dist, 'analysis', 'calibrate-effort.js')
    )
    const { settleEffort } = await import(join(dist, 'analysis', 'settle-effort.js'))
    // Gaps first: minutes per line are made of them.
    for (let turn = 0; turn < 2; turn++) {
      const ids = await inBulk(database, company, async (queries) => {
        if (turn > 0) await recalibrate(queries)
        return allDeveloperIds(queries)
      })
      for (const id of ids) {
        await inBulk(database, company, (queries) => settleEffort(queries, [id], null))
      }
    }
    await client.query('VACUUM ANALYZE commits')
  }
  const begun = Date.now()
  for (let id = 1n; id <= repositories; id++) {
    await inBulk(database, company, (queries) => refreshRollUps(queries, { repositoryIds: [id] }))
  }
  await client
    .query(
      'VACUUM ANALYZE commits, commit_days, repository_days, team_days, pull_requests, reviews',
    )
    .catch(() => {})
  await client.query('ANALYZE')
  return { people, repositories, pulls, rollUpSeconds: (Date.now() - begun) / 1000 }
}
