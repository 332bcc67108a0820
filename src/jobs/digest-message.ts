import { currentCompany } from '../companies/companies.js'
import type { CompanyDatabase } from '../database/company.js'
import { findDigest } from '../people/digests.js'
import type { Message } from '../platform/mail.js'
import { digest } from '../reports/digest.js'
import { digestWords } from '../reports/digest-words.js'
import { viewerOf } from '../signals/viewer.js'
import { composed } from './mail-message.js'

/**
 * A Monday mail, made at the moment of sending: it tells what holds then, as much as its reader's role
 * may see, and nothing of it is kept. Null where there is nothing to tell.
 * @param link ends these mails with one click (RFC 8058), without signing in
 */
export async function digestMessage(
  db: CompanyDatabase,
  mail: { recipient: string; subjectId: bigint | null },
  { link, origin }: { link: string; origin: string },
  now = new Date(),
): Promise<Message | null> {
  const found = mail.subjectId === null ? null : await findDigest(db, mail.subjectId)
  if (!found) return null
  const viewer = viewerOf(await currentCompany(db), found.user.role)
  const told = await digest(db, { now, viewer })
  if (told.isEmpty && told.signalCount === 0) return null
  const words = digestWords(told)
  /** A path of ours as a whole address. */
  const at = (path: string) => new URL(path, origin).href
  return {
    ...composed('digest', mail.recipient, { ...told, ...words, at, link, origin }),
    headers: {
      'List-Unsubscribe': `<${link}>`,
      'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click',
    },
  }
}
