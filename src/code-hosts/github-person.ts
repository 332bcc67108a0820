import { z } from 'zod'
import type { HostPerson } from './pull-request-fact.js'

/** An account as GraphQL tells it. No e-mail addresses: asking for them takes a permission more. */
export const whoFragment = `fragment Who on Actor {
  __typename login
  ... on User { databaseId name } ... on Bot { databaseId }
  ... on Mannequin { databaseId } ... on Organization { databaseId name }
}`

export const githubActor = z
  .object({
    __typename: z.string(),
    login: z.string(),
    databaseId: z.number().nullish(),
    name: z.string().nullish(),
  })
  .nullable()
  .transform((actor): HostPerson | null =>
    actor?.databaseId ? person(actor.databaseId, actor.login, actor.name, actor.__typename) : null,
  )

/** An account as REST tells it. */
export const githubUser = z
  .object({
    id: z.number(),
    login: z.string(),
    name: z.string().nullish(),
    email: z.string().nullish(),
    type: z.string().optional(),
  })
  .transform((user): HostPerson | null => {
    const read = person(user.id, user.login, user.name, user.type ?? 'User')
    return read && { ...read, email: user.email || null }
  })

/** Null for "ghost": the account that stands for all deleted ones. */
function person(
  id: number,
  login: string,
  name: string | null | undefined,
  type: string,
): HostPerson | null {
  if (login === 'ghost') return null
  const isBot = type === 'Bot' || login.endsWith('[bot]')
  // GraphQL leaves out what REST and commits write after a bot's name.
  const username = isBot && !login.endsWith('[bot]') ? `${login}[bot]` : login
  return { externalId: String(id), username, name: name || null, email: null, isBot }
}
