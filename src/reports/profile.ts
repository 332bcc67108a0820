import type { CompanyDatabase } from '../database/company.js'
import { ownDeveloper } from '../people/own-developer.js'
import { userSessions } from '../people/user-sessions.js'
import type { ProfilePage } from './account-page-types.js'
import { browserName } from './browser-name.js'
import { looksAt } from './own-data.js'

/** So many of the last looks at a page are listed. */
const mostLooks = 20

/** Somebody's own page: what they are called, how they sign in, where they are signed in. */
export async function profile(
  db: CompanyDatabase,
  { userId, currentSid }: { userId: bigint; currentSid: string },
): Promise<Omit<ProfilePage, 'sent' | 'hasOutbox'>> {
  const user = await db.user.findFirstOrThrow({ where: { id: userId } })
  const { requiresSecondFactor } = await db.company.findFirstOrThrow({
    select: { requiresSecondFactor: true },
  })
  const recoveryCodesLeft = await db.recoveryCode.count({ where: { userId, usedAt: null } })
  const sessions = await userSessions(db, userId, currentSid)
  const { name, email, role, newEmail } = user
  const developerId = await ownDeveloper(db, userId)
  return {
    looks:
      developerId === null
        ? null
        : {
            href: `/developers/${developerId}`,
            rows: await looksAt(db, developerId, mostLooks),
          },
    ...{ name, email, role, newEmail, recoveryCodesLeft },
    wantsDigest: user.digestOffAt === null,
    hasSecondFactor: user.secondFactorAt !== null,
    isSecondFactorRequired: requiresSecondFactor,
    sessions: sessions.map(({ id, ip, userAgent, ...session }) => ({
      ...{ ...session, id: String(id), ip: ip ?? '' },
      browser: browserName(userAgent),
    })),
  }
}
