import type { CompanyDatabase } from '../database/company.js'
import { isListing } from '../repositories/remote-repositories.js'
import {
  countRemote,
  type FoundRemote,
  mostActiveRemote,
  searchRemote,
} from '../repositories/remote-search.js'
import type { PickerPage, PickerRow } from './connection-types.js'
import type { Hosts } from './connections.js'

/** So many rows stand on a page; a form of them stays within what is taken at once. */
const pageSize = 50
/** So many are ticked where nothing was chosen yet. */
const suggested = 3

/** What was asked of the list. */
export interface PickerQuery {
  q: string
  isOnlyActive: boolean
  page: number
}

const pickerRow = (found: FoundRemote, isTicked: boolean): PickerRow => {
  const { hostId, fullName, webUrl, isPrivate, isArchived, isFork, lastActiveAt } = found
  return {
    ...{ hostId, fullName, webUrl, isPrivate, isArchived, isFork, lastActiveAt, isTicked },
    chosenHref: found.repositoryId === null ? null : `/repositories/${found.repositoryId}`,
  }
}

function byOwner(rows: FoundRemote[], ticked: ReadonlySet<string>): PickerPage['groups'] {
  const groups = new Map<string, PickerRow[]>()
  for (const found of rows) {
    const row = pickerRow(found, ticked.has(found.hostId))
    groups.set(found.owner, [...(groups.get(found.owner) ?? []), row])
  }
  return [...groups].map(([title, rows]) => ({ title, rows }))
}

/** An address of this list with the same search. */
export function pickerHref(href: string, { q, isOnlyActive, page }: PickerQuery): string {
  const query = new URLSearchParams({
    ...(q ? { q } : {}),
    ...(isOnlyActive ? { only: 'active' } : {}),
    ...(page > 1 ? { page: String(page) } : {}),
  })
  return `${href}/repositories${query.size > 0 ? `?${query}` : ''}`
}

/**
 * `/settings/connections/:id/repositories`: a page of what the token reaches, or null when there is no
 * such connection. At the first visit the most active are offered first, and ticked.
 */
export async function picker(
  db: CompanyDatabase,
  id: bigint,
  hosts: Hosts,
  query: PickerQuery,
  picked: readonly string[],
): Promise<Omit<PickerPage, 'form'> | null> {
  const found = await db.connection.findFirst({ where: { id, removedAt: null } })
  if (!found) return null
  const { q, isOnlyActive, page } = query
  const search = { connectionId: id, text: q, isOnlyActive }
  const isFirst = q === '' && (await db.repository.count({ where: { connectionId: id } })) === 0
  const offered = isFirst ? await mostActiveRemote(db, id, suggested) : []
  const without = offered.map(({ hostId }) => hostId)
  const skip = (page - 1) * pageSize
  const rows = await searchRemote(db, search, { skip, take: pageSize + 1, without })
  const href = `/settings/connections/${id}`
  const ticked = new Set(picked)
  const first = offered.map((one) => pickerRow(one, picked.length === 0 || ticked.has(one.hostId)))
  const { name, listedAt, faultTitle, faultAdvice } = found
  return {
    ...{ name, href, host: hosts[found.host].title, listedAt },
    isListing: isListing(found),
    reached: await db.remoteRepository.count({ where: { connectionId: id } }),
    fault: faultTitle ? { title: faultTitle, advice: faultAdvice ?? '' } : null,
    search: { q, isOnlyActive },
    matching: await countRemote(db, search),
    groups: [
      ...(page === 1 && first.length > 0 ? [{ title: 'Most recently active', rows: first }] : []),
      ...byOwner(rows.slice(0, pageSize), ticked),
    ],
    newerHref: page > 1 ? pickerHref(href, { ...query, page: page - 1 }) : null,
    olderHref: rows.length > pageSize ? pickerHref(href, { ...query, page: page + 1 }) : null,
  }
}
