import type { HostPerson } from '../code-hosts/pull-request-fact.js'
import type { CompanyQueries } from '../database/company.js'
import { namedQuery } from '../database/named-query.js'
import { readErased } from '../people/erased-names.js'
import { lineOf } from './kept-text.js'
import { personAllowed } from './leave-out-erased.js'

const store = namedQuery<never>(
  'store-accounts',
  `INSERT INTO host_accounts AS a
     ("companyId", "connectionId", "externalId", username, name, email, "isBot")
   SELECT $1, $2::bigint, p."externalId", p.username, p.name, p.email, p."isBot"
   FROM jsonb_to_recordset($3::text::jsonb)
     AS p ("externalId" text, username text, name text, email text, "isBot" boolean)
   ORDER BY p."externalId"
   ON CONFLICT ("companyId", "connectionId", "externalId") DO UPDATE
     SET username = coalesce(excluded.username, a.username), name = coalesce(excluded.name, a.name),
       email = coalesce(excluded.email, a.email), "isBot" = a."isBot" OR excluded."isBot"
     WHERE (coalesce(excluded.username, a.username), coalesce(excluded.name, a.name),
         coalesce(excluded.email, a.email), a."isBot" OR excluded."isBot")
       IS DISTINCT FROM (a.username, a.name, a.email, a."isBot")`,
)

const find = namedQuery<{ id: bigint; externalId: string }>(
  'find-accounts',
  `SELECT id, "externalId" FROM host_accounts
   WHERE "companyId" = $1 AND "connectionId" = $2::bigint AND "externalId" = ANY($3::text[])`,
)

/** The same person told twice, once with more: what is told of them taken together. */
function together(people: readonly HostPerson[]): Map<string, HostPerson> {
  const all = new Map<string, HostPerson>()
  for (const person of people) {
    const known = all.get(person.externalId)
    all.set(person.externalId, {
      externalId: person.externalId,
      username: lineOf(person.username) || known?.username || null,
      name: lineOf(person.name) || known?.name || null,
      email: lineOf(person.email) || known?.email || null,
      isBot: person.isBot || (known?.isBot ?? false),
    })
  }
  return all
}

/**
 * Stores accounts of a connection; what a host does not tell this time stays as it was.
 * @returns each account's id, by the host's own number or uuid
 */
export async function storeAccounts(
  queries: CompanyQueries,
  connectionId: bigint,
  people: readonly HostPerson[],
): Promise<Map<string, bigint>> {
  if (people.length === 0) return new Map()
  const erased = await readErased(queries)
  const allowed = (person: HostPerson) =>
    erased ? personAllowed(person, connectionId, erased) : person
  const all = together(people.map(allowed))
  await queries.run(store, connectionId, JSON.stringify([...all.values()]))
  const rows = await queries.run(find, connectionId, [...all.keys()])
  const ids = new Map(rows.map(({ id, externalId }) => [externalId, id]))
  if (!erased) return ids
  return new Map(
    people.flatMap((person) => {
      const id = ids.get(allowed(person).externalId)
      return id === undefined ? [] : [[person.externalId, id]]
    }),
  )
}
