import type { CompanyDatabase } from '../database/company.js'
import {
  countDevelopers,
  findDevelopers,
  type ListedDeveloper,
  listDevelopers,
  peopleToCompare,
} from '../people/developer-list.js'
import { readApart } from '../people/developer-rows.js'
import { suggestMerges } from '../people/suggestions.js'
import type {
  AccountRow,
  DeveloperRow,
  IdentitiesPage,
  IdentityRow,
  MergeRow,
} from './identities-types.js'

const pageSize = 50
const mostSuggestions = 6
const mostMerges = 8
/** Names and addresses that a row of a list shows. */
const mostIdentities = 4

const path = '/settings/identities'

const linkWords: Record<string, string> = {
  mailmap: 'by .mailmap',
  email: 'same address',
  'no-reply': 'same account',
  admin: 'by hand',
}

/** An identity as it is printed. */
export function identityRow(identity: ListedDeveloper['identities'][number]): IdentityRow {
  const { id, name, email, linkedBy } = identity
  return { id: String(id), name, email, linked: linkWords[linkedBy ?? ''] ?? '' }
}

const accountWords: Record<string, string> = {
  ...{ commit: 'by its commits', 'no-reply': 'by its hidden address', email: 'same address' },
  admin: 'by hand',
}

/** An account on a code host as it is printed. */
export function accountRow(account: ListedDeveloper['accounts'][number]): AccountRow {
  const { id, username, name, origin, linkedBy } = account
  return {
    ...{ id: String(id), name: username ? `@${username}` : (name ?? 'no name') },
    ...{ host: new URL(origin).host, linked: accountWords[linkedBy ?? ''] ?? '' },
  }
}

/** A developer as a row of a list. */
export function developerRow(developer: ListedDeveloper): DeveloperRow {
  const { id, name, botReason, identities, accounts } = developer
  return {
    ...{ id: String(id), name, href: `${path}/${id}`, botReason },
    identities: identities.slice(0, mostIdentities).map(identityRow),
    more: Math.max(0, identities.length - mostIdentities),
    accounts: accounts.map(accountRow),
  }
}

const sources: Record<string, string> = {
  mailmap: 'a .mailmap',
  email: 'a shared address',
  'no-reply': 'a shared account',
}

/** Merges, newest first: of one developer, or the last of all. */
export async function mergeRows(
  db: CompanyDatabase,
  developerId: bigint | null,
): Promise<MergeRow[]> {
  const merges = await db.developerMerge.findMany({
    where: developerId === null ? {} : { OR: [{ intoId: developerId }, { fromId: developerId }] },
    include: { into: true, from: true },
    orderBy: { id: 'desc' },
    take: mostMerges,
  })
  const ids = merges.flatMap(({ madeById }) => madeById ?? [])
  const users = await db.user.findMany({
    where: { id: { in: ids } },
    select: { id: true, name: true },
  })
  const nameOf = new Map(users.map(({ id, name }) => [id, name]))
  return merges.map(({ id, into, from, source, madeById, madeAt, undoneAt }) => ({
    ...{ id: String(id), from: from.name, madeAt, isUndone: undoneAt !== null },
    into: { name: into.name, href: `${path}/${into.id}` },
    by: sources[source] ?? (madeById === null ? 'an admin' : (nameOf.get(madeById) ?? 'an admin')),
  }))
}

async function suggestions(
  db: CompanyDatabase,
): Promise<Pick<IdentitiesPage, 'suggestions' | 'moreSuggestions'>> {
  const apart = new Set(
    [...(await readApart(db))].flatMap(([id, others]) => [...others].map((far) => `${id}-${far}`)),
  )
  const all = suggestMerges(await peopleToCompare(db), apart)
  // Each person once at a time: whoever is merged with one may not fit another any more.
  const seen = new Set<bigint>()
  const apiece = all.filter(({ firstId, secondId }) => {
    const isNew = !seen.has(firstId) && !seen.has(secondId)
    if (isNew) seen.add(firstId).add(secondId)
    return isNew
  })
  const shown = apiece.slice(0, mostSuggestions)
  const ids = shown.flatMap(({ firstId, secondId }) => [firstId, secondId])
  const developers = await findDevelopers(db, ids)
  return {
    suggestions: shown.map(({ firstId, secondId, because }) => ({
      first: developerRow(developers.get(firstId)!),
      second: developerRow(developers.get(secondId)!),
      because,
    })),
    moreSuggestions: all.length - shown.length,
  }
}

/** Who is who: likely doubles first, then people by name, then bots. */
export async function identities(
  db: CompanyDatabase,
  query: string,
  page: number,
): Promise<IdentitiesPage> {
  const people = { bots: false, query }
  const bots = { bots: true, query }
  const skip = (page - 1) * pageSize
  const peopleTotal = await countDevelopers(db, people)
  const at = (number: number) => {
    const asked = new URLSearchParams({
      ...(query === '' ? {} : { q: query }),
      ...(number > 1 ? { page: String(number) } : {}),
    })
    return asked.size > 0 ? `${path}?${asked}` : path
  }
  const isFront = query === '' && page === 1
  return {
    query,
    ...(isFront ? await suggestions(db) : { suggestions: [], moreSuggestions: 0 }),
    people: (await listDevelopers(db, people, { skip, take: pageSize })).map(developerRow),
    peopleTotal,
    from: skip + 1,
    newerHref: page > 1 ? at(page - 1) : null,
    olderHref: skip + pageSize < peopleTotal ? at(page + 1) : null,
    bots: (await listDevelopers(db, bots, { skip: 0, take: pageSize })).map(developerRow),
    botTotal: await countDevelopers(db, bots),
    merges: isFront ? await mergeRows(db, null) : [],
  }
}
