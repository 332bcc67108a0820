import type { TestCompany } from './company.js'

/** What a reading of lines leaves behind: ownership of every path by its authors, and rework. */
export async function fillHistory(
  company: TestCompany,
  repositoryId: bigint,
  { readAt = new Date(), from = new Date(Date.now() - 300 * 86_400_000) as Date | null } = {},
): Promise<void> {
  await company.work(async (db) => {
    const { companyId } = db
    const paths = await db.path.findMany({ where: { repositoryId }, orderBy: { path: 'asc' } })
    const identities = await db.identity.findMany({ orderBy: { name: 'asc' } })
    const owned = paths.flatMap((path) =>
      identities.map((identity, index) => ({
        ...{ companyId, repositoryId, pathId: path.id, identityId: identity.id },
        lines: 40 - 10 * index,
      })),
    )
    await db.ownership.createMany({ data: owned })
    // What the facts alone gave is replaced by what the tests are about.
    await db.hotSpot.deleteMany({ where: { repositoryId } })
    await db.coupling.deleteMany({ where: { repositoryId } })
    const [first, second] = paths.filter(({ folder }) => folder !== '')
    const file = { companyId, repositoryId, pathId: first!.id }
    await db.hotSpot.create({ data: { ...file, commits: 12, decisionPoints: 30, score: 100 } })
    if (second) {
      const pair = { otherPathId: second.id, shared: 6, degree: 0.75 }
      await db.coupling.create({ data: { ...file, ...pair } })
    }
    await db.commit.updateMany({
      where: { repositoryId },
      data: { reworkedLines: 3, reworkBase: 10 },
    })
    await db.repository.updateMany({
      where: { id: repositoryId },
      data: { historyReadAt: readAt, historyFrom: from, headHash: Buffer.alloc(20, 1) },
    })
  })
}
