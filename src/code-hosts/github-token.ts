import { z } from 'zod'
import { line } from './answer-shapes.js'
import { checked, checkedItems } from './checked.js'
import type { Missing, TokenReport } from './code-host.js'
import type { GithubClient } from './github-client.js'
import { askGraphql, wanted } from './github-graphql.js'
import { githubUser } from './github-person.js'
import { HostFault } from './host-fault.js'

/** What GitHub calls each permission, and what is not read without it. */
const lost = {
  metadata: {
    permission: 'Metadata: read',
    consequence: 'Its repositories are not listed.',
  },
  contents: {
    permission: 'Contents: read',
    consequence: 'Commits are not read: nothing is measured.',
  },
  pulls: {
    permission: 'Pull requests: read',
    consequence: 'Pull requests, reviews and comments are not read.',
  },
  members: {
    permission: 'Members: read (organisation)',
    consequence: 'Accounts are not listed, and fewer of them find their developer by themselves.',
  },
}

const probe = `query($owner: String!, $name: String!) {
  repository(owner: $owner, name: $name) { pullRequests(first: 1) { nodes { number } } }
}`

const repositories = z.array(z.object({ name: line, owner: z.object({ login: line }) }))
const organisations = z.array(z.unknown())
const organisation = z.object({ login: line })

/** Asks GitHub whose token this is and tries what it will be used for. At most six requests. */
export async function githubTokenReport(client: GithubClient): Promise<TokenReport> {
  const { data, headers } = await client.rest('GET /user')
  const account = checked(githubUser.nullable(), data, 'GitHub')
  if (!account) throw new HostFault('contract', 'GitHub does not say whose token this is.')
  const scopes = headers.get('x-oauth-scopes')
  const grants = (scopes ?? '').split(',').flatMap((scope) => scope.trim() || [])
  const organisationList = await unlessRefused(client.rest('GET /user/orgs', { per_page: 100 }))
  const told = checked(organisations, organisationList?.data ?? [], 'GitHub')
  const logins = checkedItems(organisation, told).items.map(({ login }) => login)
  const listed = await unlessRefused(
    client.rest('GET /user/repos', { sort: 'pushed', direction: 'desc', per_page: 100 }),
  )
  const reached = checked(repositories, listed?.data ?? [], 'GitHub')
  const owners = [...new Set([...logins, ...reached.map(({ owner }) => owner.login)])]
  const missing = scopes === null ? await triedOut(client, logins, reached) : byScopes(grants)
  if (listed === null) missing.unshift(lost.metadata)
  return { account, expiresAt: expiry(headers), grants, missing, excess: excess(grants), owners }
}

/** A token of the newer sort does not say what it may do: it is tried on what it reaches. */
async function triedOut(
  client: GithubClient,
  logins: string[],
  reached: z.output<typeof repositories>,
): Promise<Missing[]> {
  const missing: Missing[] = []
  const [first] = reached
  if (first) {
    const where = { owner: first.owner.login, repo: first.name }
    const commits = client.rest('GET /repos/{owner}/{repo}/commits', { ...where, per_page: 1 })
    if (await isForbidden(commits)) missing.push(lost.contents)
    const pulls = askGraphql(client, probe, { owner: where.owner, name: where.repo })
    const path = ['repository', 'pullRequests']
    if (await isForbidden(pulls.then((answer) => wanted(answer, path)))) missing.push(lost.pulls)
  }
  const [login] = logins
  if (
    login &&
    (await isForbidden(client.rest('GET /orgs/{login}/members', { login, per_page: 1 })))
  )
    missing.push(lost.members)
  return missing
}

/** A token of the older sort names its scopes. */
function byScopes(grants: string[]): Missing[] {
  const has = (...scopes: string[]) => scopes.some((scope) => grants.includes(scope))
  return [
    ...(has('repo') ? [] : [{ ...lost.contents, permission: 'repo' }]),
    ...(has('read:org', 'write:org', 'admin:org')
      ? []
      : [{ ...lost.members, permission: 'read:org' }]),
  ]
}

const harmless = /^(?:read:(?:org|user)|user:email|public_repo)$/

/** Even "repo", which is asked for, may write: there is no scope of the older sort that only reads. */
const excess = (grants: string[]) => grants.filter((scope) => !harmless.test(scope))

/** "2026-12-01 10:00:00 UTC", or with an offset. */
function expiry(headers: Headers): Date | null {
  const told = headers.get('github-authentication-token-expiration')
  const at = Date.parse(told ?? '')
  return Number.isNaN(at) ? null : new Date(at)
}

async function isForbidden(asked: Promise<unknown>): Promise<boolean> {
  try {
    await asked
    return false
  } catch (fault) {
    if (fault instanceof HostFault && fault.kind === 'forbidden') return true
    // An empty repository, or one that went away meanwhile: nothing can be told from it.
    if (fault instanceof HostFault && ['not-found', 'contract'].includes(fault.kind)) return false
    throw fault
  }
}

async function unlessRefused<Answer>(asked: Promise<Answer>): Promise<Answer | null> {
  try {
    return await asked
  } catch (fault) {
    const isRefused = fault instanceof HostFault && ['forbidden', 'not-found'].includes(fault.kind)
    if (isRefused) return null
    throw fault
  }
}
