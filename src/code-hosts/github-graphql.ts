import { z } from 'zod'
import { checked } from './checked.js'
import type { GithubClient } from './github-client.js'
import { HostFault } from './host-fault.js'

const answer = z.object({
  data: z.record(z.string(), z.unknown()).nullish(),
  errors: z
    .array(z.object({ type: z.string().optional(), path: z.array(z.unknown()).optional() }))
    .optional(),
})

/** A part of a list, as GraphQL hands it over. */
export const connection = z.object({
  pageInfo: z.object({ hasNextPage: z.boolean(), endCursor: z.string().nullable() }),
  nodes: z.array(z.unknown()),
})

const meaning: Record<string, [kind: HostFault['kind'], message: string]> = {
  NOT_FOUND: ['not-found', 'GitHub does not have this, or hides it.'],
  FORBIDDEN: ['forbidden', 'GitHub does not let the token do this.'],
  INSUFFICIENT_SCOPES: ['forbidden', 'GitHub does not let the token do this.'],
}

export type GraphqlAnswer = z.output<typeof answer>

/** @throws HostFault where there is no answer; what it says of faults inside is in it */
export async function askGraphql(
  client: GithubClient,
  query: string,
  variables: Record<string, unknown>,
): Promise<GraphqlAnswer> {
  return checked(answer, await client.graphql(query, variables), 'GitHub')
}

/** What stands in an answer at a path; undefined where nothing does. */
export const partOf = ({ data }: GraphqlAnswer, path: readonly string[]): unknown =>
  path.reduce<unknown>(
    (value, key) => (value as Record<string, unknown> | null | undefined)?.[key],
    data,
  ) ?? undefined

/** Whether GitHub says that what was asked for is not there, and nothing else is wrong. */
export const isAbsent = ({ errors = [] }: GraphqlAnswer): boolean =>
  errors.length > 0 && errors.every(({ type }) => type === 'NOT_FOUND')

/** @throws HostFault that says why nothing stands there */
export function wanted(found: GraphqlAnswer, path: readonly string[]): unknown {
  const part = partOf(found, path)
  if (part !== undefined) return part
  const known = (found.errors ?? []).map(({ type }) => meaning[type ?? '']).find(Boolean)
  const [kind, message] = known ?? ['contract', 'GitHub answers a query with nothing.']
  throw new HostFault(kind, message)
}
