import { mondayOf } from '../../src/metrics/period.js'
import type { TestCompany } from './company.js'

interface Given {
  /** The developer whose it is. */
  author?: bigint
  reviewers?: bigint[]
  createdDay?: string
  mergedDay?: string | null
  closedAt?: string | null
  cycleHours?: number
  pickupHours?: number
  /** Coding, waiting for review, in review, waiting to merge; the cycle is their sum. */
  phaseHours?: [number, number, number, number]
  isSelfMerged?: boolean
  isDraft?: boolean
  firstReviewAt?: string
  rounds?: number
  depth?: number
  size?: string
  lines?: number
  isUnreviewed?: boolean
  byBot?: boolean
  excluded?: boolean
  /** When anything last happened to it; its beginning unless said otherwise. */
  updatedAt?: Date
}

let number = 0

/** A developer who has an account on the company's code host. */
export async function makePerson(company: TestCompany, name: string): Promise<bigint> {
  const { id: companyId, owner } = company
  return company.work(async (db) => {
    const host = { host: 'github', origin: 'https://github.com', name: 'Acme' } as const
    const known = await db.connection.findFirst()
    const connection =
      known ?? (await db.connection.create({ data: { companyId, ...host, addedById: owner.id } }))
    const email = `${name.toLowerCase()}@example.com`
    const { id } = await db.developer.create({ data: { companyId, name, email } })
    const account = { connectionId: connection.id, externalId: `${name}-${id}`, developerId: id }
    await db.hostAccount.create({ data: { companyId, ...account } })
    return id
  })
}

/** A pull request, merged on 4 March 2026 after ten hours unless said otherwise, with its reviews. */
export async function makePull(
  company: TestCompany,
  repositoryId: bigint,
  given: Given = {},
): Promise<number> {
  number += 1
  const { createdDay = '2026-03-03', mergedDay = '2026-03-04', closedAt = null } = given
  const at = (day: string) => new Date(`${day}T12:00:00Z`)
  const day = (text: string) => new Date(`${text}T00:00:00Z`)
  const seconds = (hours: number) => Math.round(hours * 3600)
  const { phaseHours, reviewers = [] } = given
  const [coding, pickup = given.pickupHours ?? 2, review, merge] = phaseHours ?? []
  const cycleHours = phaseHours?.reduce((sum, one) => sum + one) ?? given.cycleHours ?? 10
  const place = { companyId: company.id, repositoryId, number }
  await company.work(async (db) => {
    const accountOf = async (id: bigint | undefined) =>
      id ? (await db.hostAccount.findFirstOrThrow({ where: { developerId: id } })).id : null
    await db.pullRequest.create({
      data: {
        ...{
          ...place,
          hostId: String(number),
          title: `Change ${number}`,
          isDraft: given.isDraft ?? false,
        },
        ...{ url: `https://github.com/acme/shop/pull/${number}`, definitionsVersion: 1 },
        state: mergedDay ? 'merged' : closedAt ? 'closed' : 'open',
        authorId: await accountOf(given.author),
        ...{ createdAt: at(createdDay), createdDay: day(createdDay) },
        ...{ updatedAt: given.updatedAt ?? at(createdDay) },
        ...{ headBranch: 'topic', baseBranch: 'main', isWhole: true },
        ...(closedAt ? { closedAt: at(closedAt) } : {}),
        ...(mergedDay
          ? {
              ...{ mergedAt: at(mergedDay), mergedDay: day(mergedDay) },
              ...{ mergedWeek: day(mondayOf(mergedDay)), cycleSeconds: seconds(cycleHours) },
              pickupSeconds: seconds(pickup),
              ...(phaseHours
                ? {
                    ...{ codingSeconds: seconds(coding!), reviewSeconds: seconds(review!) },
                    mergeSeconds: seconds(merge!),
                  }
                : {}),
            }
          : {}),
        ...{ isUnreviewed: given.isUnreviewed ?? false, byBot: given.byBot ?? false },
        excluded: given.excluded ?? false,
        ...{ reviewRounds: given.rounds ?? 0, reviewDepth: given.depth ?? 0 },
        ...{ isSelfMerged: given.isSelfMerged ?? false, size: given.size ?? null },
        ...(given.lines === undefined ? {} : { additions: given.lines, deletions: 0 }),
        ...(given.firstReviewAt ? { firstReviewAt: at(given.firstReviewAt) } : {}),
      },
    })
    for (const [index, reviewer] of reviewers.entries()) {
      const review = { verdict: 'approved', bodyLength: 0, submittedAt: at(createdDay) } as const
      const accountId = await accountOf(reviewer)
      await db.review.create({
        data: { ...place, hostId: `r${index}`, accountId, ...review, localDay: day(createdDay) },
      })
    }
  })
  return number
}
