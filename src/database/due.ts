import type { Database } from './client.js'

/** A repository that must be read again although nobody asked. */
export interface DueRepository {
  companyId: bigint
  repositoryId: bigint
}

/**
 * Repositories measured by definitions older than `version`, or with new commits since their history
 * was read more than `ageDays` ago; the longest overdue first, `most` at most.
 */
export async function dueRepositories(
  { prisma }: Database,
  { version, ageDays, most }: { version: number; ageDays: number; most: number },
): Promise<DueRepository[]> {
  return prisma.$queryRaw<DueRepository[]>`SELECT * FROM directory.due_repositories(
    ${version}::int, make_interval(days => ${ageDays}), ${most}::int)`
}

/** Connections whose list of repositories is older than `ageHours`; the oldest first, `most` at most. */
export async function dueLists(
  { prisma }: Database,
  { ageHours, most }: { ageHours: number; most: number },
): Promise<{ companyId: bigint; connectionId: bigint }[]> {
  return prisma.$queryRaw<{ companyId: bigint; connectionId: bigint }[]>`
    SELECT * FROM directory.due_lists(make_interval(hours => ${ageHours}::int), ${most}::int)`
}
