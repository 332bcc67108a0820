import type { Database } from './client.js'
import { namedQuery } from './named-query.js'

/** Wishes for a company, asked before there is one: by id in the worker, by the link's digest after. */

/** Whether this installation has a company. */
export async function hasCompanies({ prisma }: Database): Promise<boolean> {
  const [row] = await prisma.$queryRaw<[{ any: boolean }]>`
    SELECT directory.has_companies() AS any`
  return row.any
}

/** Remembers that somebody wants a company. Looks nothing up: any address costs the same. */
export async function askSignUp({ prisma }: Database, email: string, by: string): Promise<void> {
  await prisma.$queryRaw`SELECT directory.ask_sign_up(${email}, ${by})`
}

export async function takeDueSignUps({ prisma }: Database, most: number): Promise<bigint[]> {
  const rows = await prisma.$queryRaw<{ id: bigint }[]>`
    SELECT * FROM directory.take_due_sign_ups(${most}::int)`
  return rows.map(({ id }) => id)
}

/** Whose wish it is, or null when its mail was sent or is wanted no longer. */
export async function readSignUp({ prisma }: Database, id: bigint): Promise<string | null> {
  const rows = await prisma.$queryRaw<{ email: string }[]>`
    SELECT email FROM directory.read_sign_up(${id})`
  return rows[0]?.email ?? null
}

/** Keeps the digest of the link that is about to be mailed; older ones to the same address end. */
export async function issueSignUp(
  { prisma }: Database,
  id: bigint,
  digest: Uint8Array,
  expiresAt: Date,
): Promise<void> {
  await prisma.$queryRaw`SELECT directory.issue_sign_up(${id}, ${digest}, ${expiresAt})::text`
}

/** The mail went out and its link works from now on, or nothing is left of the wish. */
export async function endSignUp(
  { prisma }: Database,
  id: bigint,
  isMailed: boolean,
): Promise<void> {
  await prisma.$queryRaw`SELECT directory.end_sign_up(${id}, ${isMailed})::text`
}

/** The address that a link was mailed to; null when it is used up or too old. */
export async function findSignUp({ prisma }: Database, digest: Uint8Array): Promise<string | null> {
  const rows = await prisma.$queryRaw<{ email: string }[]>`
    SELECT email FROM directory.find_sign_up(${digest})`
  return rows[0]?.email ?? null
}

/** Uses a link up in the transaction of the new company. Null: somebody else was faster. */
export const useSignUp = namedQuery<{ email: string | null }>(
  'use-sign-up',
  'SELECT directory.use_sign_up($1, $2) AS email',
)
