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

/** What is begun and not yet proved by a code: the secret, and the address that apps read. */
export interface SetUp {
  secret: string
  uri: string
}

/** The secret that waits for its first code, made when there is none. Null when the factor is on. */
export async function beginSecondFactor(
  db: CompanyDatabase,
  secrets: Secrets,
  userId: bigint,
): Promise<SetUp | null> {
  const user = await db.user.findFirstOrThrow({ where: { id: userId } })
  if (user.secondFactorAt) return null
  const place = placeOf(db.companyId, userId)
  const secret = user.totpSecret
    ? secrets.decrypt(user.totpSecret, place)
    : new Secret({ size: 20 }).base32
  if (!user.totpSecret) {
    const data = { totpSecret: secrets.encrypt(secret, place) }
    await db.user.updateMany({ where: { id: userId, totpSecret: null }, data })
  }
  return { secret, uri: totpOf(secret, user.email).toString() }
}

/**
 * Takes a code of the authenticator once: its step is remembered, and that step and all before it are
 * refused from then on, also of two requests at once.
 */
async function takeCode(
  db: CompanyDatabase,
  secrets: Secrets,
  userId: bigint,
  code: string,
  now: number,
): Promise<boolean> {
  const token = code.replace(/\s/g, '')
  const user = await db.user.findFirst({ where: { id: userId } })
  if (!user?.totpSecret || !/^\d{6}$/.test(token)) return false
  const totp = totpOf(secrets.decrypt(user.totpSecret, placeOf(db.companyId, userId)))
  const delta = totp.validate({ token, window: driftSteps, timestamp: now })
  if (delta === null) return false
  const totpStep = BigInt(Math.floor(now / 1000 / period) + delta)
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
  if (await takeCode(db, secrets, userId, code, now)) return true
  return takeRecoveryCode(db, userId, code, from)
}

/**
 * Turns the second factor on with its first code.
 * @returns the recovery codes, shown this once; null when the code is not right
 */
export async function enableSecondFactor(
  db: CompanyDatabase,
  secrets: Secrets,
  proof: { userId: bigint; code: string; from: Origin },
  now = Date.now(),
): Promise<string[] | null> {
  const { userId, code, from } = proof
  if (!(await takeCode(db, secrets, userId, code, now))) return null
  const where = { id: userId, secondFactorAt: null }
  const { count } = await db.user.updateMany({ where, data: { secondFactorAt: new Date(now) } })
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
