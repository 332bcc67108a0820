import type { CompanyDatabase } from '../database/company.js'
import { namedQuery } from '../database/named-query.js'

/** Two developers: of a merge, the one that stays and the one that goes into it. */
export interface TwoDevelopers {
  intoId: bigint
  fromId: bigint
}

/** What was said of one holds for the other from now on: it is not suggested again. */
const inheritApart = namedQuery<{ firstId: bigint }>(
  'inherit-apart',
  `INSERT INTO dismissed_suggestions ("companyId", "firstId", "secondId", "dismissedById")
   SELECT $1, least($2::bigint, o.other), greatest($2::bigint, o.other), o."dismissedById"
   FROM (
     SELECT CASE WHEN "firstId" = $3::bigint THEN "secondId" ELSE "firstId" END AS other, "dismissedById"
     FROM dismissed_suggestions WHERE "companyId" = $1 AND $3::bigint IN ("firstId", "secondId")
   ) AS o WHERE o.other <> $2::bigint ON CONFLICT DO NOTHING RETURNING "firstId"`,
)

const asPair = (one: bigint, other: bigint) =>
  one < other ? { firstId: one, secondId: other } : { firstId: other, secondId: one }

/** Says that two developers are two people: not suggested, and never merged by themselves. */
export async function keepApart(
  db: CompanyDatabase,
  { intoId, fromId }: TwoDevelopers,
  userId: bigint,
): Promise<void> {
  const data = { companyId: db.companyId, ...asPair(intoId, fromId), dismissedById: userId }
  await db.dismissedSuggestion.createMany({ data: [data], skipDuplicates: true })
}

/** Whether two developers are said to be two people. */
export async function areApart(
  db: CompanyDatabase,
  { intoId, fromId }: TwoDevelopers,
): Promise<boolean> {
  return (await db.dismissedSuggestion.count({ where: asPair(intoId, fromId) })) > 0
}

/** Says that two developers are one after all. */
export async function bringTogether(
  db: CompanyDatabase,
  { intoId, fromId }: TwoDevelopers,
): Promise<void> {
  await db.dismissedSuggestion.deleteMany({ where: asPair(intoId, fromId) })
  await db.run(inheritApart, intoId, fromId)
}
