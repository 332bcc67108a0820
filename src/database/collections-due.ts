import type { Database } from './client.js'
import { namedQuery } from './named-query.js'

/** One start of reading a repository's pull requests. `attempt` fences: one that lost it may not write. */
export interface Turn {
  companyId: bigint
  repositoryId: bigint
  attempt: number
}

/** Puts the reading of a repository in line, or moves it forward: repository, connection, when. */
export const queueCollection = namedQuery<{ queued: string }>(
  'queue-collection',
  'SELECT directory.queue_collection($1, $2::bigint, $3::bigint, $4::timestamptz)::text AS queued',
)

/** Ends a start, in the transaction of what it has done: repository, attempt, when the next is due. */
export const endCollection = namedQuery<{ mine: boolean }>(
  'end-collection',
  'SELECT directory.end_collection($1, $2::bigint, $3::int, $4::timestamptz) AS mine',
)

/** A sign of life within a transaction: no other start can take over before it ends. */
export const holdCollection = namedQuery<{ mine: boolean }>(
  'hold-collection',
  'SELECT directory.see_collection($1, $2::bigint, $3::int) AS mine',
)

/** Takes a repository out of line. */
export const dropCollection = namedQuery<{ dropped: string }>(
  'drop-collection',
  'SELECT directory.drop_collection($1, $2::bigint)::text AS dropped',
)

/** Makes a reading that waits wait longer: repository, until when. */
export const postponeCollection = namedQuery<{ postponed: string }>(
  'postpone-collection',
  'SELECT directory.postpone_collection($1, $2::bigint, $3::timestamptz)::text AS postponed',
)

/** Lets due readings in until `slots` are, at most `share` of one connection, companies in turn. */
export async function admitCollections(
  { prisma }: Database,
  { slots, share }: { slots: number; share: number },
): Promise<Turn[]> {
  return prisma.$queryRaw<Turn[]>`
    SELECT * FROM directory.admit_collections(${slots}::int, ${share}::int)`
}

/** A sign of life. False: the start has been taken back, stop. */
export async function seeCollection({ prisma }: Database, turn: Turn): Promise<boolean> {
  const [row] = await prisma.$queryRaw<[{ mine: boolean }]>`
    SELECT directory.see_collection(
      ${turn.companyId}, ${turn.repositoryId}, ${turn.attempt}::int) AS mine`
  return row.mine
}

/** Starts that were let in so many seconds ago and that no worker has begun. */
export async function unbegunCollections({ prisma }: Database, seconds: number): Promise<Turn[]> {
  return prisma.$queryRaw<Turn[]>`
    SELECT * FROM directory.unbegun_collections(make_interval(secs => ${seconds}))`
}

/** Takes back starts whose worker has been silent, or that no worker began. */
export async function takeBackCollections(
  { prisma }: Database,
  { silentSeconds, unbegunSeconds }: { silentSeconds: number; unbegunSeconds: number },
): Promise<(Turn & { deaths: number })[]> {
  return prisma.$queryRaw<(Turn & { deaths: number })[]>`
    SELECT * FROM directory.take_back_collections(
      make_interval(secs => ${silentSeconds}), make_interval(secs => ${unbegunSeconds}))`
}
