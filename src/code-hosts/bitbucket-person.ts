import { z } from 'zod'
import { line } from './answer-shapes.js'
import type { HostPerson } from './pull-request-fact.js'

/** What acts on its own: apps, and the accounts of workspaces. */
const bots = new Set(['app_user', 'AppUser', 'team'])

/** An account. Bitbucket tells no user name: the nickname is the nearest to one. */
export const bitbucketUser = z
  .object({
    uuid: z.string().min(1).max(200).optional(),
    account_id: z.string().max(200).nullish(),
    nickname: line.nullish(),
    display_name: line.nullish(),
    type: z.string().optional(),
  })
  .nullish()
  .transform((user): HostPerson | null => {
    const externalId = user?.uuid ?? user?.account_id
    if (!user || !externalId) return null
    return {
      ...{ externalId, username: user.nickname || null, name: user.display_name || null },
      ...{ email: null, isBot: bots.has(user.type ?? 'user') },
    }
  })
