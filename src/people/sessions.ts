import { createHash } from 'node:crypto'
import { type SessionData, Store } from 'express-session'
import type { Database } from '../database/client.js'

/** A signed-in session ends after this long without use, and after the absolute time in any case. */
export const idleHours = 12
export const absoluteDays = 14

/** A form's session of somebody who is not signed in lives this long. */
export const anonymousMinutes = 15

declare module 'express-session' {
  interface SessionData {
    /** Who signed in, and when. */
    passport?: { user?: string }
    signedInAt?: number
    /** When it got its present key, and the role it had then: another role means another key. */
    keyedAt?: number
    role?: string
    /** From where it was begun: what its owner tells it apart by. */
    from?: { ip: string | null; userAgent: string | null }
    /** Whose password was right, and when: the second factor is still to come. */
    half?: { user: string; at: number }
    /** The link that this browser came by: its digest, never its token. */
    link?: { kind: string; digest: string }
    /** The address as typed for which a new password was asked in this browser. */
    recoveryFor?: string
    /** The address as typed for which a company is to be created. */
    signUpFor?: string
    /** Whose password was just set here by mail: strangers' tries do not hold this browser back. */
    resetOf?: string
    /** The secret of a second factor that is being set up, encrypted. */
    factor?: string
    /** csurf's own. */
    csrfSecret?: string
    /** A sentence for the next page. */
    flash?: string
  }
}

/** A user as a session remembers it. */
export const sessionUser = {
  write: ({ companyId, id }: { companyId: bigint; id: bigint }) => `${companyId}.${id}`,
  read(text: string): { companyId: bigint; id: bigint } | null {
    const match = /^(\d{1,18})\.(\d{1,18})$/.exec(text)
    return match ? { companyId: BigInt(match[1]!), id: BigInt(match[2]!) } : null
  },
}

/** The cookie's value is a key to an account: only its hash is stored. */
export const sessionDigest = (sid: string) => createHash('sha256').update(sid).digest()

function expiry(session: SessionData): Date {
  const now = Date.now()
  if (!session.passport?.user) return new Date(now + anonymousMinutes * 60_000)
  const end = (session.signedInAt ?? now) + absoluteDays * 86_400_000
  return new Date(Math.min(now + idleHours * 3_600_000, end))
}

type Done = (error?: unknown) => void

/** Sessions as rows of PostgreSQL, reached through the directory's functions. */
export class SessionStore extends Store {
  constructor(private readonly database: Database) {
    super()
  }

  override get(sid: string, done: (error: unknown, session?: SessionData | null) => void): void {
    this.database.prisma.$queryRaw<{ data: SessionData }[]>`
      SELECT data FROM directory.read_session(${sessionDigest(sid)})`.then(
      (rows) => done(null, rows[0]?.data ?? null),
      (error: unknown) => done(error),
    )
  }

  override set(sid: string, session: SessionData, done: Done = () => {}): void {
    const user = sessionUser.read(session.passport?.user ?? '')
    this.database.prisma.$queryRaw`
      SELECT directory.write_session(${sessionDigest(sid)}, ${user?.companyId ?? null}::bigint,
        ${user?.id ?? null}::bigint, ${JSON.stringify(session)}::jsonb, ${expiry(session)})::text`.then(
      () => done(),
      done,
    )
  }

  override touch(sid: string, session: SessionData, done: Done = () => {}): void {
    this.database.prisma.$queryRaw`
      SELECT directory.touch_session(${sessionDigest(sid)}, ${expiry(session)})::text`.then(
      () => done(),
      done,
    )
  }

  override destroy(sid: string, done: Done = () => {}): void {
    this.database.prisma
      .$queryRaw`SELECT directory.remove_session(${sessionDigest(sid)})::text`.then(
      () => done(),
      done,
    )
  }
}

/** Deletes sessions that have ended; returns how many. */
export async function sweepSessions({ prisma }: Database): Promise<number> {
  const [row] = await prisma.$queryRaw<
    [{ gone: bigint }]
  >`SELECT directory.sweep_sessions() AS gone`
  return Number(row.gone)
}
