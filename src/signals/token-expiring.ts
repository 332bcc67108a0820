/**
 * Token expiring: the token of a connection has ended, or will within so many days. From then on
 * nothing new is read through it, and the numbers stand still.
 * Left out: tokens of which the host tells no end, and connections that were removed.
 */
import type { CompanyDatabase } from '../database/company.js'
import type { Looked, Rule } from './signal.js'
import { counted } from './words.js'

const dayMs = 86_400_000

const day = new Intl.DateTimeFormat('en-GB', {
  ...({ day: 'numeric', month: 'long', timeZone: 'UTC' } as const),
})

/** Connections through which the repositories of a place are read, and whose token ends by then. */
const endingBy = (db: CompanyDatabase, repositoryId: bigint | null, until: Date) =>
  db.connection.findMany({
    where: {
      ...{ removedAt: null, tokenExpiresAt: { lte: until } },
      ...(repositoryId === null ? {} : { repositories: { some: { id: repositoryId } } }),
    },
    select: { id: true, name: true, tokenExpiresAt: true },
    orderBy: { tokenExpiresAt: 'asc' },
  })

function endOf(left: number): string {
  if (left < 0) return 'has expired'
  return left < 1 ? 'expires within a day' : `expires in ${counted(Math.floor(left), 'day')}`
}

export const tokenExpiring: Rule<'days'> = {
  ...{ title: 'Token expiring', group: 'source', icon: 'lock', isOfOne: true },
  counts:
    'The end of each connection’s token, as its code host tells it. Left out: tokens without an end, and hosts that do not tell it.',
  thresholds: {
    days: { label: 'Days before its end', unit: 'days', least: 1, most: 90, initial: 14 },
  },
  async find(db, { place, now, viewer }: Looked, { days }) {
    const ending = await endingBy(db, place.repositoryId, new Date(now.getTime() + days * dayMs))
    return ending.map(({ id, name, tokenExpiresAt }) => {
      const end = tokenExpiresAt!
      const left = (end.getTime() - now.getTime()) / dayMs
      const isOver = left < 0
      return {
        subject: `connection ${id}`,
        ...{ tone: isOver || left < 3 ? ('bad' as const) : ('warn' as const), isStale: isOver },
        weight: isOver ? 10 : days / Math.max(left, 0.1),
        title: `The token of ${name} ${endOf(left)}`,
        evidence: isOver
          ? `It ended on ${day.format(end)}. Numbers show what was read up to that day. Nothing was lost.`
          : `It ends on ${day.format(end)}. From then on nothing new is read through it.`,
        mark: end.toISOString(),
        rows: {
          path: viewer.opensConnections ? `/settings/connections/${id}` : '/repositories',
          narrowing: {},
        },
        examples: [],
      }
    })
  },
}
