import type { CompanyDatabase } from '../database/company.js'
import { digestOf } from '../database/digest.js'
import { CorrectionRefused } from './developer-changes.js'
import { lockDevelopers } from './developer-rows.js'

/**
 * Says which developer somebody who signs in is: the confirmed address of the account becomes one of
 * the developer's, and with it everything that is theirs. An admin's word, which no rule takes back;
 * splitting the address off does. Doing it twice does it once.
 * @returns the developers to settle, or null when there is no such user or developer
 * @throws CorrectionRefused when somebody else commits under that address
 */
export async function giveAddress(
  db: CompanyDatabase,
  { userId, developerId }: { userId: bigint; developerId: bigint },
): Promise<{ developerIds: bigint[] } | null> {
  await lockDevelopers(db)
  const user = await db.user.findFirst({ where: { id: userId } })
  // One that was merged into another has no identities left.
  const where = { id: developerId, isBot: false, identities: { some: {} } }
  const developer = await db.developer.findFirst({ where })
  if (!user || !developer) return null
  const { name, email } = user
  const held = await db.identity.findFirst({
    where: { email: { equals: email, mode: 'insensitive' }, developerId: { not: null } },
    include: { developer: { select: { name: true } } },
  })
  if (held?.developerId === developerId) return { developerIds: [] }
  if (held) {
    const whose = held.developer?.name ?? 'Somebody else'
    throw new CorrectionRefused(
      `${whose} commits under this address already. Where the two are one person, merge them first.`,
    )
  }
  await db.identity.create({
    data: {
      ...{ companyId: db.companyId, name, email, digest: Buffer.from(digestOf(name, email)) },
      ...{ developerId, linkedBy: 'admin' },
    },
  })
  return { developerIds: [developerId] }
}
