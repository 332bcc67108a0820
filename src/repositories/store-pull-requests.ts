import type { PullRequestFact } from '../code-hosts/pull-request-fact.js'
import type { CompanyQueries } from '../database/company.js'
import { shareFacts } from '../database/fact-lock.js'
import { namedQuery } from '../database/named-query.js'
import { assignDevelopers } from '../people/assign-developers.js'
import { readErased } from '../people/erased-names.js'
import { clearedPeriods, countsAt, isCleared } from './cleared-periods.js'
import { storeAccounts } from './host-accounts.js'
import { factAllowed } from './leave-out-erased.js'
import { linkAccounts } from './link-accounts.js'
import { measurePullRequests } from './measure-pull-requests.js'
import { latest, peopleOf, rowsOf } from './pull-request-rows.js'
import * as statements from './store-statements.js'

/** Where a page of pull requests belongs. */
export interface PullRequestPlace {
  repositoryId: bigint
  connectionId: bigint
}

const keepsText = namedQuery<{ keeps: boolean }>(
  'keeps-comment-text',
  'SELECT "keepsCommentText" AS keeps FROM companies WHERE id = $1 FOR SHARE',
)

/**
 * Stores one page of pull requests with everything beneath them, measured, in the caller's
 * transaction. The same page again changes nothing; an older word of a pull request than the stored
 * one is not taken.
 * @returns developers whose accounts, identities or bot mark have changed: to settle
 */
export async function storePullRequests(
  queries: CompanyQueries,
  { repositoryId, connectionId }: PullRequestPlace,
  page: readonly PullRequestFact[],
): Promise<bigint[]> {
  await queries.run(shareFacts)
  const erased = await readErased(queries)
  const told = erased ? page.map((fact) => factAllowed(fact, erased)) : page
  const facts = await withoutCleared(queries, repositoryId, latest(told))
  if (facts.length === 0) return []
  const [company] = await queries.run(keepsText)
  const accounts = await storeAccounts(queries, connectionId, peopleOf(facts))
  const all = rowsOf(facts, accounts, company?.keeps ?? false)
  const taken = await queries.run(
    statements.storePullRequests,
    repositoryId,
    JSON.stringify(all.pullRequests),
  )
  const numbers = new Set(taken.map(({ number }) => number))
  const kept = facts.filter(({ number }) => numbers.has(number))
  const isWhole = kept.length === facts.length
  const rows = isWhole ? all : rowsOf(kept, accounts, company?.keeps ?? false)
  const fresh = await queries.run(statements.storeIdentities, JSON.stringify(rows.identities))
  for (const drop of statements.dropChildren) await queries.run(drop, repositoryId, [...numbers])
  const store = (statement: typeof statements.storeReviews, children: object[]) =>
    queries.run(statement, repositoryId, JSON.stringify(children))
  await store(statements.storeReviews, rows.reviews)
  await store(statements.storeComments, rows.comments)
  await store(statements.storeEvents, rows.events)
  await store(statements.storeCommits, rows.commits)
  const assigned = fresh.length > 0 ? await assignDevelopers(queries) : []
  const linked = await linkAccounts(queries, {
    ids: await withoutWord(queries, [...accounts.values()]),
  })
  await measurePullRequests(queries, repositoryId, [...numbers])
  return [...new Set([...assigned, ...linked])]
}

const forgetCleared = namedQuery<never>(
  'forget-cleared-pull-requests',
  `DELETE FROM pull_requests WHERE "companyId" = $1 AND "repositoryId" = $2::bigint
     AND number = ANY($3::int[])`,
)

const countCleared = namedQuery<never>(
  'count-cleared-pull-requests',
  `UPDATE collections SET "leftOut" = "leftOut" + $3::int
   WHERE "companyId" = $1 AND "repositoryId" = $2::bigint`,
)

/** Leaves out, and counts, what ended on days that an admin has had cleared. */
async function withoutCleared(
  queries: CompanyQueries,
  repositoryId: bigint,
  facts: PullRequestFact[],
): Promise<PullRequestFact[]> {
  const periods = await clearedPeriods(queries, repositoryId)
  if (periods.length === 0) return facts
  const cleared = facts.filter((fact) => isCleared(countsAt(fact), periods))
  if (cleared.length === 0) return facts
  const numbers = cleared.map(({ number }) => number)
  await queries.run(forgetCleared, repositoryId, numbers)
  await queries.run(countCleared, repositoryId, numbers.length)
  return facts.filter((fact) => !cleared.includes(fact))
}

const weak = namedQuery<{ id: bigint }>(
  'accounts-without-attributed-commits',
  `SELECT id FROM host_accounts WHERE "companyId" = $1 AND id = ANY($2::bigint[])
     AND "linkedBy" IS DISTINCT FROM 'admin' AND "linkedBy" IS DISTINCT FROM 'commit'`,
)

/** Those accounts of which more may be told now than was known. */
async function withoutWord(queries: CompanyQueries, ids: bigint[]): Promise<bigint[]> {
  return (await queries.run(weak, ids)).map(({ id }) => id)
}
