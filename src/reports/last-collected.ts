import type { CompanyDatabase } from '../database/company.js'

/** When pull requests were last read to their end, of one repository or of any; null before that. */
export async function lastCollected(
  db: CompanyDatabase,
  repositoryId: bigint | null,
): Promise<Date | null> {
  const found = await db.collection.findFirst({
    where: {
      finishedAt: { not: null },
      ...(repositoryId === null ? {} : { repositoryId }),
    },
    select: { finishedAt: true },
    orderBy: { finishedAt: 'desc' },
  })
  return found?.finishedAt ?? null
}
