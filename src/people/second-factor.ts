import { Secret, TOTP } from 'otpauth'
import { record } from '../audit/record.js'
import type { Origin } from '../audit/traces.js'
import type { CompanyDatabase } from '../database/company.js'
import type { Secrets } from '../platform/secrets.js'
import { queueMail } from './mails.js'
import { takeRecoveryCode, writeRecoveryCodes } from './recovery-codes.js'

/** Seconds of one code, and how many steps a clock may be off. */
const period = 30
const driftSteps = 1

const placeOf = (companyId: bigint, id: bigint) => ({ companyId, column: 'users.totpSecret', id })

const totpOf = (secret: string, label = '') =>
  new TOTP({ issuer: 'Codevisto', label, secret: Secret.fromBase32(secret), period })

/** A new secret, in base32 as authenticators take it: 160 random bits. */
export const newSecret = (): string => new Secret({ size: 20 }).base32

/** The address of a secret that authenticators read from a picture. */
export const secretUri = (secret: string, email: string): string => totpOf(secret, email).toString()

/** The 30-second step that a code is for, or null when it is not right around now. */
function stepOf(secret: string, code: string, now: number): bigint | null {
  const token = code.replace(/\s/g, '')
  if (!/^\d{6}$/.test(token)) return null
  const delta = totpOf(secret).validate({ token, window: driftSteps, timestamp: now })
  return delta === null ? null : BigInt(Math.floor(now / 1000 / period) + delta)
}

/**
 * Takes a code of the authenticator once: its step is remembered, and that step and all before it are
 * refused from then on, also of two requests at once.
 */
async function takeCode(
  db: CompanyDatabase,
  secrets: Secrets,
  { userId, code }: { userId: bigint; code: string },
  now: number,
): Promise<boolean> {
  const user = await db.user.findFirst({ where: { id: userId } })
  if (!user?.totpSecret || !user.secondFactorAt) return false
  const secret = secrets.decrypt(user.totpSecret, placeOf(db.companyId, userId))
  const totpStep = stepOf(secret, code, now)
  if (totpStep === null) return false
  const isNew = { OR: [{ totpStep: null }, { totpStep: { lt: totpStep } }] }
  const { count } = await db.user.updateMany({
    where: { id: userId, ...isNew },
    data: { totpStep },
  })
  return count === 1
}

/** Whether a code proves the second factor: the app's, or a recovery code, each once. */
export async function proveSecondFactor(
  db: CompanyDatabase,
  secrets: Secrets,
  proof: { userId: bigint; code: string; from: Origin },
  now = Date.now(),
): Promise<boolean> {
  const { userId, code, from } = proof
  if (await takeCode(db, secrets, proof, now)) return true
  return takeRecoveryCode(db, userId, code, from)
}

/**
 * Turns the second factor on with the first code of a new secret, which is kept encrypted.
 * @returns the recovery codes, shown this once; null when the code is not right, or it is on already
 */
export async function enableSecondFactor(
  db: CompanyDatabase,
  secrets: Secrets,
  proof: { userId: bigint; secret: string; code: string; from: Origin },
  now = Date.now(),
): Promise<string[] | null> {
  const { userId, secret, code, from } = proof
  const totpStep = stepOf(secret, code, now)
  if (totpStep === null) return null
  const totpSecret = secrets.encrypt(secret, placeOf(db.companyId, userId))
  const data = { totpSecret, totpStep, secondFactorAt: new Date(now) }
  const where = { id: userId, secondFactorAt: null }
  const { count } = await db.user.updateMany({ where, data })
  if (count === 0) return null
  const { name, email } = await db.user.findFirstOrThrow({ where: { id: userId } })
  const codes = await writeRecoveryCodes(db, userId)
  await queueMail(db, 'second-factor-on', email, { name })
  await record(db, { action: 'second-factor.enabled', actorId: userId, subjectId: userId, from })
  return codes
}

/** Turns the second factor off. Whoever asks has proved it once more. */
export async function disableSecondFactor(
  db: CompanyDatabase,
  userId: bigint,
  from: Origin,
): Promise<void> {
  const data = { totpSecret: null, secondFactorAt: null, totpStep: null }
  await db.user.updateMany({ where: { id: userId }, data })
  await db.recoveryCode.deleteMany({ where: { userId } })
  const { name, email } = await db.user.findFirstOrThrow({ where: { id: userId } })
  await queueMail(db, 'second-factor-off', email, { name })
  await record(db, { action: 'second-factor.disabled', actorId: userId, subjectId: userId, from })
}
