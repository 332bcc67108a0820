import type { CompanyDatabase } from '../database/company.js'
import { namedQuery } from '../database/named-query.js'
import { type ListedAccount, listAccounts } from './listed-accounts.js'
import type { SuggestedDeveloper } from './suggestions.js'

/** A developer with what a list shows of it. */
export interface ListedDeveloper {
  id: bigint
  name: string
  botReason: string | null
  identities: { id: bigint; name: string; email: string; linkedBy: string | null }[]
  accounts: ListedAccount[]
}

/** The words, `$3`, in any of these columns. */
const told = (...columns: string[]) =>
  `($3::text = '' OR ${columns
    .map((column) => `strpos(lower(${column}), lower($3::text)) > 0`)
    .join(' OR ')})`

/** Those that have identities or accounts; `$2` bots or people, `$3` words of a name or address. */
const where = `d."companyId" = $1 AND d."isBot" = $2::boolean AND (EXISTS (
  SELECT 1 FROM identities i WHERE i."companyId" = d."companyId" AND i."developerId" = d.id
    AND ${told('d.name', 'i.name', 'i.email')})
  OR EXISTS (
  SELECT 1 FROM host_accounts a WHERE a."companyId" = d."companyId" AND a."developerId" = d.id
    AND ${told('d.name', 'a.name', 'a.username')}))`

const count = namedQuery<{ total: number }>(
  'count-developers',
  `SELECT count(*)::int AS total FROM developers d WHERE ${where}`,
)

const list = namedQuery<{ id: bigint; name: string; botReason: string | null }>(
  'list-developers',
  `SELECT d.id, d.name, d."botReason" FROM developers d WHERE ${where}
   ORDER BY lower(d.name), d.id LIMIT $4::int OFFSET $5::int`,
)

const suggested = namedQuery<{ id: bigint; name: string; email: string }>(
  'identities-of-people',
  `SELECT d.id, i.name, i.email FROM developers d
   JOIN identities i ON i."companyId" = d."companyId" AND i."developerId" = d.id
   WHERE d."companyId" = $1 AND NOT d."isBot"`,
)

const identities = {
  ...{ id: true, name: true, email: true, linkedBy: true, developerId: true },
} as const

export interface DeveloperSearch {
  bots: boolean
  /** Part of a name or an address, in any case; "" finds all. */
  query: string
}

/** How many developers a search finds. */
export async function countDevelopers(
  db: CompanyDatabase,
  { bots, query }: DeveloperSearch,
): Promise<number> {
  const [row] = await db.run(count, bots, query)
  return row?.total ?? 0
}

/** Developers by name, with their identities and accounts. */
export async function listDevelopers(
  db: CompanyDatabase,
  { bots, query }: DeveloperSearch,
  { skip, take }: { skip: number; take: number },
): Promise<ListedDeveloper[]> {
  return withWhatIsTheirs(db, await db.run(list, bots, query, take, skip))
}

/** These developers, in the order of their ids, with their identities and accounts. */
export async function findDevelopers(
  db: CompanyDatabase,
  ids: bigint[],
): Promise<Map<bigint, ListedDeveloper>> {
  const select = { id: true, name: true, botReason: true } as const
  const rows = await db.developer.findMany({ where: { id: { in: ids } }, select })
  return new Map((await withWhatIsTheirs(db, rows)).map((row) => [row.id, row]))
}

async function withWhatIsTheirs(
  db: CompanyDatabase,
  rows: { id: bigint; name: string; botReason: string | null }[],
): Promise<ListedDeveloper[]> {
  const ids = rows.map(({ id }) => id)
  const found = await db.identity.findMany({
    where: { developerId: { in: ids } },
    select: identities,
    orderBy: [{ name: 'asc' }, { email: 'asc' }],
  })
  const own = grouped(found, ({ developerId }) => developerId)
  const accounts = grouped(await listAccounts(db, ids), ({ developerId }) => developerId)
  return rows.map((row) => ({
    ...{ ...row, identities: own.get(row.id) ?? [], accounts: accounts.get(row.id) ?? [] },
  }))
}

function grouped<Key, Value>(values: Value[], keyOf: (value: Value) => Key): Map<Key, Value[]> {
  const groups = new Map<Key, Value[]>()
  for (const value of values) {
    const group = groups.get(keyOf(value))
    if (group) group.push(value)
    else groups.set(keyOf(value), [value])
  }
  return groups
}

/** All people with their identities, for suggestions. */
export async function peopleToCompare(db: CompanyDatabase): Promise<SuggestedDeveloper[]> {
  const rows = grouped(await db.run(suggested), ({ id }) => id)
  return [...rows].map(([id, identities]) => ({ id, isBot: false, identities }))
}
