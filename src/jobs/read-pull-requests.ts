import { settle } from '../analysis/settle.js'
import type { PullRequestPage } from '../code-hosts/code-host.js'
import type { PullRequestFact } from '../code-hosts/pull-request-fact.js'
import type { CompanyDatabase } from '../database/company.js'
import { readSince } from '../repositories/collection-times.js'
import { keepFailures, keepProgress } from '../repositories/collections.js'
import { storePullRequests } from '../repositories/store-pull-requests.js'
import { type Collecting, mustBeSpare, Superseded } from './collecting.js'

/**
 * Reads what a repository's pull requests have become, page by page; a page and where it ends are
 * stored together, so that a reading that was killed goes on behind it.
 * @returns the host's mark of the first page, for the next time
 * @throws HostFault, AllowanceUsedUp, Superseded: what was stored stays
 */
export async function readPullRequests(reading: Collecting): Promise<string | null> {
  const { begun, open, signal } = reading
  const { repository, readTo, cursor, etag, connectionId } = begun
  const asked = { repository, since: readSince(readTo), cursor, etag }
  let mark: string | null = null
  await mustBeSpare(reading, connectionId)
  for await (const page of open.host.pullRequests(asked)) {
    if (signal.aborted) throw new Superseded()
    if (page === 'unchanged') return etag
    mark = page.etag ?? mark
    if (page.skipped > 0) reading.log.warn({ skipped: page.skipped }, 'answers made no sense')
    await storePage(reading, page)
    if (page.next !== null) await mustBeSpare(reading, connectionId)
  }
  return mark
}

async function storePage(reading: Collecting, page: PullRequestPage): Promise<void> {
  const { write, turn, log } = reading
  const { repositoryId } = turn
  const place = { repositoryId, connectionId: reading.begun.connectionId }
  const store = async (db: CompanyDatabase, items: readonly PullRequestFact[]) =>
    settle(db, { developerIds: await storePullRequests(db, place, items) })
  const end = async (db: CompanyDatabase, unstored: ReadonlySet<number>) => {
    await keepFailures(db, repositoryId, ...failuresOf(page.items, unstored))
    await keepProgress(db, repositoryId, page)
  }
  try {
    await write(async (db) => {
      await store(db, page.items)
      await end(db, new Set())
    })
  } catch (error) {
    if (error instanceof Superseded) throw error
    log.warn({ err: error }, 'a page could not be stored as a whole')
    // One of them is not as it should be: the others are stored without it.
    const unstored = new Set<number>()
    for (const item of page.items) {
      await write((db) => store(db, [item])).catch((fault) => {
        if (fault instanceof Superseded) throw fault
        unstored.add(item.number)
      })
    }
    await write((db) => end(db, unstored))
  }
}

/** Which could not be read whole, and why; and which could. */
function failuresOf(
  items: readonly PullRequestFact[],
  unstored: ReadonlySet<number>,
): [failed: Record<number, string>, mended: number[]] {
  const failed = Object.fromEntries(
    items.flatMap(({ number, gap }) => {
      const why = unstored.has(number) ? 'It could not be stored.' : gap
      return why === null ? [] : [[number, why.slice(0, 300)]]
    }),
  )
  const mended = items.map(({ number }) => number).filter((number) => !(number in failed))
  return [failed, mended]
}
