import { z } from 'zod'
import { id, line } from './answer-shapes.js'
import type { HostPerson } from './pull-request-fact.js'

/** Accounts that belong to access tokens of projects and groups. */
const tokenBot = /^(?:project|group)_\d+_bot(?:\d*|_\w+)$/

const user = z.object({
  id,
  username: line,
  name: line.nullish(),
  email: z.email().nullish().catch(null),
  public_email: z.email().nullish().catch(null),
  bot: z.boolean().optional(),
})

/** Null for the account that stands for all deleted ones. */
export const gitlabUser = user.nullable().transform((told): HostPerson | null => {
  if (!told || isGhost(told)) return null
  return {
    ...{ externalId: told.id, username: told.username, name: told.name || null },
    email: told.email ?? told.public_email ?? null,
    isBot: told.bot === true || tokenBot.test(told.username),
  }
})

const isGhost = ({ username, name }: z.output<typeof user>) =>
  username === 'ghost' || (/^ghost\d+$/.test(username) && name === 'Ghost User')
