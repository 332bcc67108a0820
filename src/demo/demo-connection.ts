import { definitionsVersion } from '../analysis/definitions.js'
import type { CompanyDatabase } from '../database/company.js'
import { webUrlOf } from './plan-year.js'
import { type Plan, plans } from './repositories.js'
import { dayMs, minuteMs } from './work-clock.js'

/** No such host can be reached: nothing is ever asked of it. */
export const demoOrigin = 'https://code.quillhaven.example'

/** A repository's row and the analysis that is said to have read it. */
export interface DemoPlace {
  plan: Plan
  repositoryId: bigint
  analysisId: bigint
}

/** The connection, without a token: nothing can be read through it. It says that its token runs out. */
async function connect(db: CompanyDatabase, addedById: bigint, now: Date): Promise<bigint> {
  const { companyId } = db
  const known = await db.connection.findFirst({ select: { id: true } })
  if (known) return known.id
  const data = {
    ...{ companyId, host: 'github' as const, origin: demoOrigin, name: 'Quillhaven', addedById },
    ...{ accountName: 'codevisto-reader', tokenEnd: 'demo' },
    tokenExpiresAt: new Date(now.getTime() + 6 * dayMs),
    ...{ checkedAt: new Date(now.getTime() - 20 * minuteMs), listedAt: now },
  }
  return (await db.connection.create({ data, select: { id: true } })).id
}

async function addRepository(
  db: CompanyDatabase,
  plan: Plan,
  index: number,
  about: { connectionId: bigint; userId: bigint; now: Date },
): Promise<DemoPlace> {
  const { companyId } = db
  const url = webUrlOf(demoOrigin, plan)
  const known = await db.repository.findFirst({
    where: { sourceKey: url },
    select: { id: true, analyses: { select: { id: true } } },
  })
  if (known) return { plan, repositoryId: known.id, analysisId: known.analyses[0]!.id }
  const { connectionId, userId: requestedById, now } = about
  const { id: repositoryId } = await db.repository.create({
    data: {
      ...{ companyId, name: plan.name, source: `${url}.git`, sourceKey: url, connectionId },
      ...{ defaultBranch: 'main', hostId: String(4100 + index), webUrl: url },
      fullName: `quillhaven/${plan.name}`,
    },
  })
  // Not put in line: there is nothing to clone.
  const { id: analysisId } = await db.analysis.create({
    data: {
      ...{ companyId, repositoryId, requestedById, window: '12m', definitionsVersion },
      queuedAt: new Date(now.getTime() - 15 * minuteMs),
    },
  })
  const minutesAgo = new Date(now.getTime() - 9 * minuteMs)
  const read = { readTo: minutesAgo, startedAt: minutesAgo, finishedAt: minutesAgo }
  await db.collection.create({
    data: { companyId, repositoryId, ...read, reconciledAt: minutesAgo },
  })
  return { plan, repositoryId, analysisId }
}

/** Makes the rows of connection and repositories, or finds them. */
export async function addRepositories(
  db: CompanyDatabase,
  userId: bigint,
  now: Date,
): Promise<{ connectionId: bigint; places: DemoPlace[] }> {
  const connectionId = await connect(db, userId, now)
  const places: DemoPlace[] = []
  for (const [index, plan] of plans.entries()) {
    places.push(await addRepository(db, plan, index, { connectionId, userId, now }))
  }
  return { connectionId, places }
}
