import { z } from 'zod'
import { HostFault } from './host-fault.js'
import type { JsonClient } from './json-client.js'

const anything = z.array(z.unknown())

export interface GitlabPage {
  items: unknown[]
  hasMore: boolean
  /** Rows in all; absent on lists of more than 10,000. */
  total: number | null
}

/** One page of a list. Pages are counted, not followed: nothing can lead elsewhere. */
export async function gitlabPage(
  client: JsonClient,
  path: string,
  query: Record<string, string | number>,
): Promise<GitlabPage> {
  const told = Object.entries(query).map(([name, value]): [string, string] => [name, `${value}`])
  const { body, headers } = await client.get(`${path}?${new URLSearchParams(told)}`, anything)
  const isLinked = /rel="next"/.test(headers.get('link') ?? '')
  const hasMore = isLinked || /^\d+$/.test(headers.get('x-next-page') ?? '')
  const total = headers.get('x-total')
  return { items: body, hasMore, total: total && /^\d{1,9}$/.test(total) ? Number(total) : null }
}

/** All pages of a list, one after the other. */
export async function* gitlabPages(
  client: JsonClient,
  path: string,
  query: Record<string, string | number> = {},
): AsyncGenerator<unknown[]> {
  for (let page = 1; ; page += 1) {
    const { items, hasMore } = await gitlabPage(client, path, { ...query, per_page: 100, page })
    yield items
    if (!hasMore) return
  }
}

/** Lists beneath one merge request are read this far: a thousand entries. */
const pagesAtMost = 10

/** A whole list, and whether it went on beyond what is read. */
export async function gitlabList(
  client: JsonClient,
  path: string,
  query: Record<string, string | number> = {},
): Promise<{ items: unknown[]; isShort: boolean }> {
  const items: unknown[] = []
  for (let page = 1; page <= pagesAtMost; page += 1) {
    const found = await gitlabPage(client, path, { ...query, per_page: 100, page })
    items.push(...found.items)
    if (!found.hasMore) return { items, isShort: false }
  }
  return { items, isShort: true }
}

/** Null instead of a fault where a thing is not there. */
export async function unlessAbsent<Found>(asked: Promise<Found>): Promise<Found | null> {
  try {
    return await asked
  } catch (fault) {
    if (fault instanceof HostFault && fault.kind === 'not-found') return null
    throw fault
  }
}
