import { z } from 'zod'
import { id, line } from './answer-shapes.js'
import { checkedItems } from './checked.js'
import type { Missing, TokenReport } from './code-host.js'
import { gitlabList, unlessAbsent } from './gitlab-list.js'
import { gitlabUser } from './gitlab-person.js'
import { HostFault } from './host-fault.js'
import type { JsonClient } from './json-client.js'
import type { HostPerson } from './pull-request-fact.js'

const self = z.object({
  user_id: id,
  scopes: z.array(line),
  expires_at: z.iso.date().nullish(),
})

const group = z.object({ full_path: line })

const asked = ['read_api', 'read_repository', 'read_user']

/** Asks GitLab about the token itself, whatever it may do, and then about its account. */
export async function gitlabTokenReport(client: JsonClient): Promise<TokenReport> {
  const told = await unlessAbsent(client.get('/personal_access_tokens/self', self))
  const grants = told?.body.scopes ?? []
  const missing = told ? missingOf(grants) : []
  const account = await accountOf(client, told?.body.user_id ?? null)
  return {
    ...{ account, grants, missing },
    expiresAt: endOf(told?.body.expires_at),
    excess: grants.filter((scope) => !asked.includes(scope)),
    owners: await ownersOf(client, account),
  }
}

function missingOf(grants: string[]): Missing[] {
  const has = (...scopes: string[]) => scopes.some((scope) => grants.includes(scope))
  return [
    ...(has('read_api', 'api')
      ? []
      : [
          {
            permission: 'read_api',
            consequence: 'Projects, merge requests, reviews and comments are not read.',
          },
        ]),
    ...(has('read_repository', 'write_repository', 'api')
      ? []
      : [
          {
            permission: 'read_repository',
            consequence: 'Commits are not read: nothing is measured.',
          },
        ]),
  ]
}

/** A token without `read_api` knows only the number of its account. */
async function accountOf(client: JsonClient, userId: string | null): Promise<HostPerson> {
  const found = await unlessRefused(client.get('/user', gitlabUser))
  if (found?.body) return found.body
  if (userId === null) throw new HostFault('contract', 'GitLab does not say whose token this is.')
  return { externalId: userId, username: null, name: null, email: null, isBot: false }
}

async function ownersOf(client: JsonClient, account: HostPerson): Promise<string[]> {
  const groups = await unlessRefused(gitlabList(client, '/groups', { min_access_level: 10 }))
  const paths = checkedItems(group, groups?.items ?? []).items.map((one) => one.full_path)
  return [...paths, ...(account.isBot || !account.username ? [] : [account.username])]
}

/** Tokens end as the day begins that GitLab names. */
const endOf = (day: string | null | undefined) => (day ? new Date(`${day}T00:00:00Z`) : null)

async function unlessRefused<Found>(found: Promise<Found>): Promise<Found | null> {
  try {
    return await found
  } catch (fault) {
    if (fault instanceof HostFault && fault.kind === 'forbidden') return null
    throw fault
  }
}
