import type { Turn } from '../../src/database/collections-due.js'
import { collectRepositoryJob } from '../../src/jobs/collect-repository.js'
import { requestCollection } from '../../src/repositories/collections.js'
import type { TestCompany } from './company.js'
import { connectAs } from './database.js'
import { silentLog } from './log.js'
import type { Connected } from './pull-request-fixtures.js'
import { asCodeHost, type ToldHost } from './told-host.js'

const never = new AbortController().signal

/** Lets a repository's reading in, as the dispatcher does. */
export async function letCollect(company: TestCompany, place: Connected): Promise<Turn> {
  const { repositoryId } = place
  await company.work((db) => requestCollection(db, repositoryId))
  const client = await connectAs('super')
  const { rows } = await client.query(
    `UPDATE directory.collections_due SET "admittedAt" = now(), "startedAt" = NULL,
       attempt = attempt + 1 WHERE "companyId" = $1 AND "repositoryId" = $2 RETURNING attempt`,
    [String(company.id), String(repositoryId)],
  )
  return { companyId: company.id, repositoryId, attempt: rows[0].attempt }
}

/** Does the worker's job for a reading that was let in. */
export function collectFrom(
  company: TestCompany,
  turn: Turn,
  told: ToldHost,
  leaving = never,
): Promise<void> {
  return collectRepositoryJob(
    {
      ...{ database: company.database, log: silentLog },
      connect: async (_db, _id, onQuota) => ({ host: asCodeHost(told, onQuota), title: 'GitHub' }),
    },
    turn,
    leaving,
  )
}

/** Lets a reading in and does it. */
export async function collect(company: TestCompany, place: Connected, told: ToldHost) {
  await collectFrom(company, await letCollect(company, place), told)
}

/** The line of a repository's readings as the directory has it. */
export async function lineOf(company: TestCompany, { repositoryId }: Connected) {
  const client = await connectAs('super')
  const { rows } = await client.query(
    `SELECT "dueAt", "admittedAt", attempt, deaths FROM directory.collections_due
     WHERE "companyId" = $1 AND "repositoryId" = $2`,
    [String(company.id), String(repositoryId)],
  )
  return rows[0] as { dueAt: Date; admittedAt: Date | null; attempt: number; deaths: number }
}
