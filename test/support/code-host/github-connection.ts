import { GraphQLError } from 'graphql'
import type { Disorder } from './paging.js'

export interface ConnectionAsked {
  first?: number | null
  last?: number | null
  after?: string | null
}

interface Cursor {
  offset: number
  /** The empty page was shown before this place. */
  isBehindEmpty: boolean
}

const write = ({ offset, isBehindEmpty }: Cursor) =>
  Buffer.from(`cursor:v2:${offset}${isBehindEmpty ? ':e' : ''}`).toString('base64')

function read(text: string | null | undefined): Cursor {
  if (!text) return { offset: 0, isBehindEmpty: false }
  const found = /^cursor:v2:(\d+)(:e)?$/.exec(Buffer.from(text, 'base64').toString())
  if (!found) throw new GraphQLError(`\`${text}\` does not appear to be a valid cursor.`)
  return { offset: Number(found[1]), isBehindEmpty: found[2] !== undefined }
}

/** A connection as GitHub answers one: a hundred at most, and never without saying how many. */
export function connection<T>(
  all: T[],
  { first, last, after }: ConnectionAsked,
  render: (item: T) => unknown,
  disorder?: Disorder,
) {
  const size = first ?? last
  if (size == null) {
    throw new GraphQLError('You must provide a `first` or `last` value to properly paginate.')
  }
  if (size > 100) {
    throw new GraphQLError(`Requesting ${size} records exceeds the \`first\` limit of 100 records.`)
  }
  const from = read(after)
  if (last != null && first == null) from.offset = Math.max(0, all.length - last)
  const isEmpty =
    disorder?.emptyPage != null &&
    !from.isBehindEmpty &&
    from.offset >= (disorder.emptyPage - 1) * (disorder.repeats ? size - 1 : size)
  const part = isEmpty ? [] : all.slice(from.offset, from.offset + size)
  const end = from.offset + part.length
  const hasNextPage = end < all.length
  const offset = hasNextPage && disorder?.repeats && part.length > 1 ? end - 1 : end
  const endCursor = write({ offset, isBehindEmpty: from.isBehindEmpty || isEmpty })
  return {
    totalCount: all.length,
    nodes: () => part.map(render),
    edges: () => part.map((item) => ({ node: render(item), cursor: endCursor })),
    pageInfo: {
      ...{ hasNextPage, hasPreviousPage: from.offset > 0 },
      ...{ startCursor: write(from), endCursor: part.length > 0 || isEmpty ? endCursor : null },
    },
  }
}
