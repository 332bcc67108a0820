import type { CompanyQueries } from '../database/company.js'
import { namedQuery } from '../database/named-query.js'
import type { KnownIdentity } from './identity-groups.js'

/** A developer as it is stored. */
export interface StoredDeveloper {
  id: bigint
  name: string
  email: string
  isBot: boolean
  botReason: string | null
  botDecided: boolean | null
  nameDecided: boolean
}

const lock = namedQuery<{ locked: string }>(
  'lock-developers',
  `SELECT pg_advisory_xact_lock(hashtextextended('codevisto developers ' || $1::bigint, 0))::text AS locked`,
)

const identities = namedQuery<KnownIdentity>(
  'known-identities',
  `SELECT id, name, email, "mailmapName", "mailmapEmail", "developerId", "linkedBy"
   FROM identities WHERE "companyId" = $1`,
)

const developers = namedQuery<StoredDeveloper>(
  'stored-developers',
  `SELECT id, name, email, "isBot", "botReason", "botDecided", "nameDecided"
   FROM developers WHERE "companyId" = $1`,
)

const apart = namedQuery<{ firstId: bigint; secondId: bigint }>(
  'developers-apart',
  'SELECT "firstId", "secondId" FROM dismissed_suggestions WHERE "companyId" = $1',
)

const insert = namedQuery<{ id: bigint }>(
  'insert-developers',
  // Ids are given in the order in which rows are inserted.
  `INSERT INTO developers ("companyId", name, email, "isBot", "botReason")
   SELECT $1, u.name, u.email, u.reason IS NOT NULL, u.reason
   FROM unnest($2::text[], $3::text[], $4::text[]) WITH ORDINALITY AS u (name, email, reason, at)
   ORDER BY u.at RETURNING id`,
)

const update = namedQuery<{ id: bigint }>(
  'update-developers',
  `UPDATE developers d SET name = u.name, email = u.email, "isBot" = u.bot, "botReason" = u.reason
   FROM unnest($2::text[]::bigint[], $3::text[], $4::text[], $5::boolean[], $6::text[])
     AS u (id, name, email, bot, reason)
   WHERE d."companyId" = $1 AND d.id = u.id RETURNING d.id`,
)

const link = namedQuery<{ linked: number }>(
  'link-identities',
  `WITH linked AS (
     UPDATE identities i SET "developerId" = u.developer, "linkedBy" = u.by
     FROM unnest($2::text[]::bigint[], $3::text[]::bigint[], $4::text[]) AS u (id, developer, by)
     WHERE i."companyId" = $1 AND i.id = u.id RETURNING 1
   ) SELECT count(*)::int AS linked FROM linked`,
)

/** Whoever changes who is who waits here for whoever does already, until the transaction ends. */
export async function lockDevelopers(queries: CompanyQueries): Promise<void> {
  await queries.run(lock)
}

/** All identities of the company. */
export const readIdentities = (queries: CompanyQueries) => queries.run(identities)

/** All developers of the company, those without identities among them. */
export const readDevelopers = (queries: CompanyQueries) => queries.run(developers)

/** Developers that an admin has said are two people, each with those it is not. */
export async function readApart(queries: CompanyQueries): Promise<Map<bigint, Set<bigint>>> {
  const apartFrom = new Map<bigint, Set<bigint>>()
  const add = (one: bigint, other: bigint) =>
    apartFrom.set(one, (apartFrom.get(one) ?? new Set()).add(other))
  for (const { firstId, secondId } of await queries.run(apart)) {
    add(firstId, secondId)
    add(secondId, firstId)
  }
  return apartFrom
}

/** Makes developers; their ids in the same order. */
export async function insertDevelopers(
  queries: CompanyQueries,
  faces: { name: string; email: string; botReason: string | null }[],
): Promise<bigint[]> {
  if (faces.length === 0) return []
  const made = await queries.run(
    insert,
    faces.map(({ name }) => name),
    faces.map(({ email }) => email),
    faces.map(({ botReason }) => botReason),
  )
  return made.map(({ id }) => id).toSorted((a, b) => Number(a - b))
}

export async function updateDevelopers(
  queries: CompanyQueries,
  changed: StoredDeveloper[],
): Promise<void> {
  if (changed.length === 0) return
  await queries.run(
    update,
    changed.map(({ id }) => String(id)),
    changed.map(({ name }) => name),
    changed.map(({ email }) => email),
    changed.map(({ isBot }) => isBot),
    changed.map(({ botReason }) => botReason),
  )
}

/** Says whose identities are, and what told. */
export async function linkIdentities(
  queries: CompanyQueries,
  links: { id: bigint; developerId: bigint; linkedBy: string }[],
): Promise<void> {
  if (links.length === 0) return
  await queries.run(
    link,
    links.map(({ id }) => String(id)),
    links.map(({ developerId }) => String(developerId)),
    links.map(({ linkedBy }) => linkedBy),
  )
}
