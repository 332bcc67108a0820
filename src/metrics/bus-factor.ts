/**
 * Bus factor over a window: the fewest developers who together made more than half of the code lines
 * that were last touched inside it.
 * By repository and by top-level folder. Horizon: the day from which the repository's lines were
 * followed; lines nobody has touched since say nothing about who knows them and are left out. Left
 * out as well: bots, paths that an admin has excluded, everything but code and tests. Not for
 * comparing people: it tells how many would have to be away before most of it is strange to all.
 */
import type { CompanyDatabase } from '../database/company.js'
import { namedQuery } from '../database/named-query.js'

/** The fewest of these shares that make more than half of their sum; 0 where there is nothing. */
export function busFactor(lines: readonly number[]): number {
  const total = lines.reduce((sum, one) => sum + one, 0)
  let covered = 0
  let people = 0
  for (const one of lines.toSorted((a, b) => b - a)) {
    if (covered > total / 2) break
    covered += one
    people++
  }
  return total > 0 ? people : 0
}

/** Who made the lines of one place that were last touched in the window. */
export interface Knowledge {
  /** A top-level folder; "" for files outside any, null for the whole repository. */
  folder: string | null
  files: number
  lines: number
  busFactor: number
  /** In the order of their names. */
  people: { name: string; lines: number }[]
}

interface Row {
  folder: string | null
  files: number
  names: string[]
  lines: number[]
}

const query = namedQuery<Row>(
  'knowledge',
  `WITH owned AS (
     SELECT CASE WHEN p.path LIKE '%/%' THEN split_part(p.path, '/', 1) ELSE '' END AS folder,
       o."pathId", coalesce(d.id, -i.id) AS developer, coalesce(d.name, i.name) AS name, o.lines
     FROM ownership o
     JOIN paths p ON p."companyId" = o."companyId" AND p."repositoryId" = o."repositoryId"
       AND p.id = o."pathId" AND NOT p.excluded
     JOIN identities i ON i."companyId" = o."companyId" AND i.id = o."identityId"
     LEFT JOIN developers d ON d."companyId" = i."companyId" AND d.id = i."developerId"
     WHERE o."companyId" = $1 AND o."repositoryId" = $2::bigint AND d."isBot" IS NOT TRUE
   ), people AS (
     SELECT folder, name, developer, sum(lines)::float8 AS lines
     FROM owned GROUP BY GROUPING SETS ((folder, developer, name), (developer, name))
   ), places AS (
     SELECT folder, count(DISTINCT "pathId")::int AS files
     FROM owned GROUP BY GROUPING SETS ((folder), ())
   )
   SELECT l.folder, l.files, array_agg(n.name ORDER BY n.name, n.developer) AS names,
     array_agg(n.lines ORDER BY n.name, n.developer) AS lines
   FROM places l JOIN people n ON n.folder IS NOT DISTINCT FROM l.folder
   GROUP BY l.folder, l.files`,
)

/** Who knows what of a repository: all of it first, then its top-level folders, largest first. */
export async function measureKnowledge(
  db: CompanyDatabase,
  repositoryId: bigint,
): Promise<Knowledge[]> {
  const rows = await db.run(query, repositoryId)
  const places = rows.map(({ folder, files, names, lines }) => ({
    ...{ folder, files, busFactor: busFactor(lines) },
    lines: lines.reduce((sum, one) => sum + one, 0),
    people: names.map((name, index) => ({ name, lines: lines[index] ?? 0 })),
  }))
  const isFolder = ({ folder }: Knowledge) => Number(folder !== null)
  return places.sort((a, b) => isFolder(a) - isFolder(b) || b.lines - a.lines)
}
