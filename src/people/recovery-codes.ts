import { createHash, randomBytes } from 'node:crypto'
import { record } from '../audit/record.js'
import type { Origin } from '../audit/traces.js'
import type { CompanyDatabase } from '../database/company.js'
import { queueMail } from './mails.js'

/** Codes that stand in for the authenticator, each once: for the day the phone is gone. */

export const recoveryCodeCount = 10

const base32 = 'abcdefghijklmnopqrstuvwxyz234567'

/** A code of 24 letters: 120 random bits. Blanks and dashes are for the eye. */
function makeRecoveryCode(): string {
  const letters = [...randomBytes(24)].map((byte) => base32[byte & 31]).join('')
  return letters.match(/.{4}/g)!.join('-')
}

const digestOf = (code: string) =>
  new Uint8Array(createHash('sha256').update(code.toLowerCase().replace(/[\s-]/g, '')).digest())

/** Uses a recovery code up; of two requests at once one wins. */
export async function takeRecoveryCode(
  db: CompanyDatabase,
  userId: bigint,
  code: string,
  from: Origin,
) {
  const where = { userId, digest: digestOf(code), usedAt: null }
  const { count } = await db.recoveryCode.updateMany({ where, data: { usedAt: new Date() } })
  if (count === 0) return false
  const left = await db.recoveryCode.count({ where: { userId, usedAt: null } })
  const { name, email } = await db.user.findFirstOrThrow({ where: { id: userId } })
  await queueMail(db, 'recovery-code-used', email, { name, left })
  const told = { actorId: userId, subjectId: userId, after: { left } }
  await record(db, { action: 'recovery-code.used', ...told, from })
  return true
}

/** Makes a user's recovery codes; earlier ones are gone. Returned to be shown once. */
export async function writeRecoveryCodes(db: CompanyDatabase, userId: bigint): Promise<string[]> {
  const codes = Array.from({ length: recoveryCodeCount }, makeRecoveryCode)
  await db.recoveryCode.deleteMany({ where: { userId } })
  const { companyId } = db
  const data = codes.map((code) => ({ companyId, userId, digest: digestOf(code) }))
  await db.recoveryCode.createMany({ data })
  return codes
}

/** Makes new recovery codes; the old ones are worth nothing. */
export async function renewRecoveryCodes(
  db: CompanyDatabase,
  userId: bigint,
  from: Origin,
): Promise<string[]> {
  const codes = await writeRecoveryCodes(db, userId)
  const told = { actorId: userId, subjectId: userId, after: { count: codes.length } }
  await record(db, { action: 'recovery-codes.made', ...told, from })
  return codes
}
