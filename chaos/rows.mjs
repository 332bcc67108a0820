// Everything that is stored of a company's readings, as a count and a fingerprint by table: the same
// history and the same host must give the same, whatever happened on the way.

const path = (alias, column) =>
  `(SELECT p.path FROM paths p WHERE p."companyId" = $1 AND p.id = ${alias}."${column}")`
const person = (alias, column) =>
  `(SELECT i.name || ' <' || i.email || '>' FROM identities i
    WHERE i."companyId" = $1 AND i.id = ${alias}."${column}")`
const account = (alias, column) =>
  `(SELECT h."externalId" FROM host_accounts h WHERE h."companyId" = $1 AND h.id = ${alias}."${column}")`

/** Every column of a table but ids of ours and the instants of the reading itself. */
async function columnsOf(machine, table, left) {
  const rows = await machine.ask(
    `SELECT column_name FROM information_schema.columns WHERE table_schema = 'public'
       AND table_name = $1 AND NOT column_name = ANY ($2) ORDER BY 1`,
    [table, ['companyId', 'repositoryId', ...left]],
  )
  return rows.map((row) => `t."${row.column_name}"`).join(', ')
}

const queriesFor = async (machine) => {
  const plain = (table, left) => columnsOf(machine, table, left)
  return {
    commits: `SELECT ${person('t', 'authorId')}, ${person('t', 'committerId')},
      ${await plain('commits', ['analysisId', 'authorId', 'committerId'])}
      FROM commits t WHERE t."companyId" = $1`,
    'file changes': `SELECT t.hash, ${path('t', 'pathId')}, ${path('t', 'renamedFromId')}, t.kind,
      t.language, t."binary", t.additions, t.deletions, t."complexityDelta", t."indentDelta"
      FROM file_changes t WHERE t."companyId" = $1`,
    developers: `SELECT d.name, d.email, d."isBot", d."botReason", (
        SELECT string_agg(i.name || ' ' || i.email, ';' ORDER BY i.name, i.email)
        FROM identities i WHERE i."companyId" = $1 AND i."developerId" = d.id)
      FROM developers d WHERE d."companyId" = $1`,
    'hot spots': `SELECT ${path('t', 'pathId')}, t.commits, t."decisionPoints", t.score
      FROM hot_spots t WHERE t."companyId" = $1`,
    couplings: `SELECT least(${path('t', 'pathId')}, ${path('t', 'otherPathId')}),
      greatest(${path('t', 'pathId')}, ${path('t', 'otherPathId')}), t.shared, t.degree
      FROM couplings t WHERE t."companyId" = $1`,
    ownership: `SELECT ${path('t', 'pathId')}, ${person('t', 'identityId')}, t.lines
      FROM ownership t WHERE t."companyId" = $1`,
    'days of work': `SELECT ${await plain('repository_days', [])}
      FROM repository_days t WHERE t."companyId" = $1`,
    'pull requests': `SELECT ${account('t', 'authorId')}, ${account('t', 'mergedById')},
      ${await plain('pull_requests', ['authorId', 'mergedById', 'readAt'])}
      FROM pull_requests t WHERE t."companyId" = $1`,
    reviews: `SELECT ${account('t', 'accountId')}, ${await plain('reviews', ['accountId'])}
      FROM reviews t WHERE t."companyId" = $1`,
    comments: `SELECT ${account('t', 'accountId')}, ${await plain('comments', ['accountId'])}
      FROM comments t WHERE t."companyId" = $1`,
    events: `SELECT ${account('t', 'accountId')}, ${await plain('pull_request_events', ['accountId'])}
      FROM pull_request_events t WHERE t."companyId" = $1`,
    company: `SELECT c."effortK", r."headHash", r."headCommittedAt", r."readSince",
      r."definitionsVersion", r."historyFrom" FROM companies c
      JOIN repositories r ON r."companyId" = c.id WHERE c.id = $1`,
  }
}

/** @returns a count and a fingerprint by table */
export async function storedRows(machine, { companyId }) {
  const found = {}
  for (const [table, query] of Object.entries(await queriesFor(machine))) {
    const [row] = await machine.ask(
      `SELECT count(*)::int AS rows, md5(coalesce(string_agg(t::text, E'\\n' ORDER BY t::text), '')) AS sum
       FROM (${query}) AS t`,
      [String(companyId)],
    )
    found[table] = `${row.rows} rows ${row.sum}`
  }
  return found
}

/** The tables that differ. */
export const differences = (one, other) =>
  Object.keys(one).filter((table) => one[table] !== other[table])
