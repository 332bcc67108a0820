/** Codes of Prisma, of PostgreSQL (shutting down, starting up, out of disk,
 * memory or connections) and of the system. */
const codes =
  /^(P1001|P1008|P1017|P2024|P2028|ECONNREFUSED|ECONNRESET|EPIPE|ETIMEDOUT|ENOTFOUND|57P0\d|53\d{3}|08\w{3})$/

/** What Prisma's adapter calls the same things. */
const kinds = new Set([
  'DatabaseNotReachable',
  'ConnectionClosed',
  'TooManyConnections',
  'SocketTimeout',
])

/** What the pool says, without any code. */
const sentences =
  /timeout exceeded when trying to connect|Connection terminated|Connection is closed|is not queryable/

interface Told {
  code?: unknown
  kind?: unknown
  message?: unknown
  cause?: unknown
  meta?: { driverAdapterError?: unknown }
}

/** Whether an error says that the database does not answer, rather than that it answered no. */
export function isDatabaseAway(error: unknown): boolean {
  if (typeof error !== 'object' || error === null) return false
  const { code, kind, message, cause, meta } = error as Told
  if (typeof code === 'string' && codes.test(code)) return true
  if (typeof kind === 'string' && kinds.has(kind)) return true
  if (typeof message === 'string' && sentences.test(message)) return true
  // A raw query that fails is P2010 whatever the reason, which stands within.
  return isDatabaseAway(meta?.driverAdapterError) || isDatabaseAway(cause)
}
