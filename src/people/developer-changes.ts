import type { CompanyDatabase } from '../database/company.js'
import { faceOf, refreshed } from './developer-face.js'
import { linkIdentities, updateDevelopers } from './developer-rows.js'
import { markHostBots } from './host-bots.js'
import { groupIdentities, type KnownIdentity } from './identity-groups.js'

/** A correction that cannot be made as things stand, with the reason as a sentence. */
export class CorrectionRefused extends Error {
  override name = 'CorrectionRefused'
}

const shown = {
  ...{ id: true, name: true, email: true, mailmapName: true, mailmapEmail: true },
  ...{ developerId: true, linkedBy: true },
} as const

const identitiesOf = (db: CompanyDatabase, developerId: bigint): Promise<KnownIdentity[]> =>
  db.identity.findMany({ where: { developerId }, select: shown })

/** Gives a developer the name, address and bot mark of its identities, as far as no admin decided. */
export async function refresh(db: CompanyDatabase, developerId: bigint): Promise<void> {
  const identities = await identitiesOf(db, developerId)
  if (identities.length > 0) {
    const developer = await db.developer.findFirstOrThrow({ where: { id: developerId } })
    await updateDevelopers(db, [refreshed(developer, faceOf(identities))])
  }
  await markHostBots(db, [developerId])
}

/** Says anew what told that a developer's identities are one person's. */
export async function relink(db: CompanyDatabase, developerId: bigint): Promise<void> {
  const groups = groupIdentities(await identitiesOf(db, developerId))
  await linkIdentities(
    db,
    groups.flatMap(({ members }) =>
      members.map(({ identity, linkedBy }) => ({ id: identity.id, developerId, linkedBy })),
    ),
  )
}
