import type { CompanyDatabase } from '../database/company.js'
import { namedQuery } from '../database/named-query.js'
import { busFactor } from './bus-factor.js'
import type { Coupling } from './couplings.js'
import type { HotSpot } from './hot-spots.js'

/** Of a repository among others: what its own page shows in full (hot-spots.ts, couplings.ts). */
type Placed<Row> = Row & { repositoryId: bigint; repository: string }

const joined = (table: string) => `FROM ${table} h
   JOIN repositories r ON r."companyId" = h."companyId" AND r.id = h."repositoryId"
   JOIN paths p ON p."companyId" = h."companyId" AND p."repositoryId" = h."repositoryId"
     AND p.id = h."pathId" AND NOT p.excluded`

const place = `h."companyId" = $1 AND ($2::bigint IS NULL OR h."repositoryId" = $2::bigint)`

const hotSpots = namedQuery<Placed<HotSpot>>(
  'hottest-files',
  `SELECT h."repositoryId", r.name AS repository, p.path, h.commits, h."decisionPoints",
     h.score::float8 AS score
   ${joined('hot_spots')} WHERE ${place}
   ORDER BY h.commits::bigint * h."decisionPoints" DESC, p.path, r.id LIMIT $3::int`,
)

const couplings = namedQuery<Placed<Coupling>>(
  'closest-files',
  `SELECT h."repositoryId", r.name AS repository, p.path, o.path AS other, h.shared,
     h.degree::float8 AS degree
   ${joined('couplings')}
   JOIN paths o ON o."companyId" = h."companyId" AND o."repositoryId" = h."repositoryId"
     AND o.id = h."otherPathId" AND NOT o.excluded
   WHERE ${place} ORDER BY h.degree * h.shared DESC, p.path, o.path, r.id LIMIT $3::int`,
)

const owned = namedQuery<{ repositoryId: bigint; files: number; lines: number[] }>(
  'lines-by-developer',
  `SELECT s."repositoryId", max(s.files)::int AS files, array_agg(s.lines) AS lines FROM (
     SELECT h."repositoryId", coalesce(i."developerId", -i.id) AS developer,
       sum(h.lines)::float8 AS lines,
       (SELECT count(DISTINCT f."pathId") FROM ownership f
         WHERE f."companyId" = $1 AND f."repositoryId" = h."repositoryId") AS files
     ${joined('ownership')}
     JOIN identities i ON i."companyId" = h."companyId" AND i.id = h."identityId"
     LEFT JOIN developers d ON d."companyId" = i."companyId" AND d.id = i."developerId"
     WHERE ${place} AND d."isBot" IS NOT TRUE GROUP BY 1, 2
   ) AS s GROUP BY 1`,
)

/** Files that are complex and often changed, over all repositories or in one. */
export const measureHottest = (db: CompanyDatabase, repositoryId: bigint | null, most: number) =>
  db.run(hotSpots, repositoryId, most)

/** Pairs of files that change together, over all repositories or in one. */
export const measureClosest = (db: CompanyDatabase, repositoryId: bigint | null, most: number) =>
  db.run(couplings, repositoryId, most)

/** Of fewer files a bus factor says nothing. */
const fewestFiles = 5

/** The bus factor of each repository (bus-factor.ts); null with fewer than five files. */
export async function measureBusFactors(
  db: CompanyDatabase,
  repositoryId: bigint | null,
): Promise<Map<bigint, number | null>> {
  const rows = await db.run(owned, repositoryId)
  return new Map(
    rows.map(({ repositoryId: id, files, lines }) => [
      ...([id, files < fewestFiles ? null : busFactor(lines)] as const),
    ]),
  )
}
