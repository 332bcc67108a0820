import { nowhere } from '../../src/audit/traces.js'
import { queueDigest } from '../../src/people/digests.js'
import { makeLink } from '../../src/people/links.js'
import { enableSecondFactor, newSecret } from '../../src/people/second-factor.js'
import type { User } from '../../src/people/users.js'
import type { Services } from '../../src/web/services.js'
import { codeFor, makeInvitation } from './accounts.js'
import type { TestCompany } from './company.js'

/** Pages that anybody may ask for, signed in nowhere. */
export const strangerPaths = [
  ...['/', '/sign-up', '/sign-in', '/password-resets', '/outbox', '/demo', '/nowhere'],
  // Links that are used up or were never there, and forms that a browser came to without one.
  ...['sign-ups', 'password-resets', 'invitations', 'email-changes', 'demo', 'unsubscribe'].map(
    (place) => `/${place}/${'A'.repeat(43)}`,
  ),
  ...['/sign-up/company', '/password-reset', '/invitation', '/email-change', '/metrics'],
]

/** Links as they stand in mails; each leads to a form that is open to this browser alone. */
export async function linkPaths(company: TestCompany): Promise<string[]> {
  const invitation = await makeInvitation(company)
  const { id } = await company.add('manager')
  return company.work(async (db) => {
    await queueDigest(db, id, '2026-01-05')
    const digest = await db.digest.findFirstOrThrow({ where: { userId: id } })
    return [
      `/invitations/${await makeLink(db, 'invitation', invitation)}`,
      `/password-resets/${await makeLink(db, 'password-reset', id)}`,
      `/unsubscribe/${await makeLink(db, 'digest', digest.id)}`,
    ]
  })
}

/** Somebody whose password is asked for a code after it. */
export async function addWithCode(
  company: TestCompany,
  { secrets }: Pick<Services, 'secrets'>,
): Promise<User> {
  const user = await company.add('developer')
  const secret = newSecret()
  const proof = { userId: user.id, secret, code: codeFor(secret), from: nowhere }
  await company.work((db) => enableSecondFactor(db, secrets, proof))
  return user
}
