import { createHash, randomBytes } from 'node:crypto'
import type { Database } from '../database/client.js'
import type { CompanyDatabase } from '../database/company.js'
import { dropLink, findLink, issueLink, useLink } from '../database/links.js'

/** Links in mails: what they are about, and how many minutes they work. */
export const linkMinutes = {
  invitation: 7 * 24 * 60,
  'password-reset': 30,
  'email-change': 30,
  /** One for each Monday mail; it stays good, however often it is used. */
  digest: 90 * 24 * 60,
  /** Printed by `npm run demo`, never mailed. */
  demo: 60,
} as const

export type LinkKind = keyof typeof linkMinutes

/** A token is 256 random bits in base64url: too many to guess, so a plain hash is enough. */
const tokenShape = /^[A-Za-z0-9_-]{43}$/

/** What is kept of a token. Null for what no token looks like. */
export function tokenDigest(token: unknown): Buffer<ArrayBuffer> | null {
  if (typeof token !== 'string' || !tokenShape.test(token)) return null
  return Buffer.from(createHash('sha256').update(token).digest())
}

/** A new token: it stands in one mail, and nowhere else. */
export const newToken = (): string => randomBytes(32).toString('base64url')

/**
 * Makes a link's token; only its digest is kept. An older link about the same ends here.
 * @returns the token, for the mail and nothing else
 */
export async function makeLink(
  db: CompanyDatabase,
  kind: LinkKind,
  subjectId: bigint,
  expiresAt = new Date(Date.now() + linkMinutes[kind] * 60_000),
): Promise<string> {
  const token = newToken()
  await db.run(issueLink, kind, subjectId, tokenDigest(token), expiresAt)
  return token
}

/** What a link is about, or null; nothing is used up. */
export const openLink = (database: Database, kind: LinkKind, digest: Uint8Array) =>
  findLink(database, kind, digest)

/** Uses a link up in the company's transaction: of two at once one is told its subject. */
export async function takeLink(
  db: CompanyDatabase,
  kind: LinkKind,
  digest: Uint8Array,
): Promise<bigint | null> {
  const [row] = await db.run(useLink, kind, digest)
  return row?.subjectId ?? null
}

/** Ends the link of that kind about a subject, if there is one. */
export async function endLink(db: CompanyDatabase, kind: LinkKind, subjectId: bigint) {
  await db.run(dropLink, kind, subjectId)
}
