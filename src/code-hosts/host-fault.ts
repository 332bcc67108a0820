/** What a host, or the way to it, can do wrong. */
export type HostFaultKind =
  /** The token is refused: wrong, expired or revoked. */
  | 'auth'
  /** The token is right and may not do this. */
  | 'forbidden'
  | 'not-found'
  /** Its allowance is used up until `retryAt`. */
  | 'rate-limit'
  /** An address that must not be asked. */
  | 'blocked-origin'
  | 'too-large'
  /** No answer in time, or a connection that broke. */
  | 'network'
  /** The host says that it is broken itself. */
  | 'server'
  /** An answer that is not what the host's own description says. */
  | 'contract'

/**
 * A fault of a code host, rebuilt from nothing but its kind, the host's name and a status: it can be
 * logged and shown. It never holds a URL's query, a header or a body.
 */
export class HostFault extends Error {
  override readonly name = 'HostFault'
  readonly kind: HostFaultKind
  readonly status: number | null
  /** When to ask again, where the host says so. */
  readonly retryAt: Date | null
  /** The permission that was missing, in the host's own words, where it says so. */
  readonly permission: string | null

  constructor(
    kind: HostFaultKind,
    message: string,
    told: { status?: number; retryAt?: Date; permission?: string } = {},
  ) {
    super(message)
    this.kind = kind
    this.status = told.status ?? null
    this.retryAt = told.retryAt ?? null
    this.permission = told.permission ?? null
  }
}
