import type { HostKind } from '../code-hosts/host-type.js'
import type { CompanyDatabase } from '../database/company.js'
import { namedQuery } from '../database/named-query.js'
import type { Choice } from './choose-repositories.js'

/**
 * Repositories that are here and stand for a choice: added by the same address, or chosen through a
 * connection to the same host that was removed since. `$2` ids on the host, `$3` keys of addresses,
 * `$4` the host, `$5` its origin.
 */
const standing = namedQuery<{
  id: bigint
  hostId: string | null
  sourceKey: string
  isFree: boolean
  isSame: boolean
}>(
  'repositories-to-join',
  `SELECT r.id, r."hostId", r."sourceKey",
     r."connectionId" IS NULL OR c."removedAt" IS NOT NULL AS "isFree",
     coalesce(c.host::text = $4::text AND c.origin = $5::text AND r."hostId" = ANY($2::text[]), false)
       AS "isSame"
   FROM repositories r
   LEFT JOIN connections c ON c."companyId" = r."companyId" AND c.id = r."connectionId"
   WHERE r."companyId" = $1 AND (r."sourceKey" = ANY($3::text[]) OR (c."removedAt" IS NOT NULL
     AND c.host::text = $4::text AND c.origin = $5::text AND r."hostId" = ANY($2::text[])))`,
)

/**
 * Joins what is here already to a connection instead of adding it twice: the row, and all that was read
 * of it, stay. What another connection reads stays with that one.
 * @returns the ids that were joined, and the choices for which nothing is here
 */
export async function joinRepositories(
  db: CompanyDatabase,
  connection: { id: bigint; host: HostKind; origin: string },
  choices: readonly Choice[],
): Promise<{ joined: bigint[]; rest: Choice[] }> {
  const { companyId } = db
  const { id: connectionId, host, origin } = connection
  const hostIds = choices.map(({ hostId }) => hostId)
  const keys = choices.map(({ sourceKey }) => sourceKey)
  const found = await db.run(standing, hostIds, keys, host, origin)
  const joined: bigint[] = []
  const rest: Choice[] = []
  for (const choice of choices) {
    const byId = found.find((row) => row.isSame && row.hostId === choice.hostId)
    const byKey = found.find((row) => row.sourceKey === choice.sourceKey)
    const row = byId ?? byKey
    if (!row) rest.push(choice)
    if (!row?.isFree) continue
    const { sourceKey, ...data } = choice
    // Its new address may be another row's here, which keeps it.
    const key = byKey && byKey.id !== row.id ? {} : { sourceKey }
    await db.repository.update({
      where: { companyId_id: { companyId, id: row.id } },
      data: { connectionId, name: choice.fullName, ...data, ...key },
    })
    joined.push(row.id)
  }
  return { joined, rest }
}
