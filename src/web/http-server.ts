import { once } from 'node:events'
import { createServer, type RequestListener, type Server } from 'node:http'

/**
 * How long a slow client may take over its headers and its whole request, and how often that is looked
 * at, in milliseconds; and how many bytes of headers it may send. Whoever takes longer or sends more is
 * answered 408 or 431, and hung up on.
 */
const limits = {
  ...{ headersTimeout: 10_000, requestTimeout: 30_000, connectionsCheckingInterval: 2_000 },
  maxHeaderSize: 16 * 1024,
  // Longer than a router in front keeps its own: never closed while a request is on its way.
  keepAliveTimeout: 65_000,
}

/**
 * Once we leave: how long whoever still comes is taken, and how long requests may take, in milliseconds.
 * A router needs a moment to send people elsewhere, and who is waiting to be let in would be cut off.
 */
const patience = { graceMs: 1_500, wholeMs: 20_000 }

/** The server that takes connections for the app. */
export const openHttpServer = (app: RequestListener): Server => createServer(limits, app)

/**
 * Tells everybody that this was the last answer on their connection; after a moment takes no new one and
 * closes what idles, and in the end whatever is left.
 */
export async function drainHttpServer(
  server: Server,
  { graceMs, wholeMs } = patience,
): Promise<void> {
  const closed = once(server, 'close')
  server.prependListener('request', (_request, response) => {
    response.setHeader('Connection', 'close')
  })
  let sweep: NodeJS.Timeout | undefined
  const grace = setTimeout(() => {
    server.close()
    // A connection that was busy just now would be kept for a next request.
    sweep = setInterval(() => server.closeIdleConnections(), 250)
  }, graceMs)
  const whole = setTimeout(() => server.closeAllConnections(), wholeMs)
  await closed
  clearTimeout(grace)
  clearInterval(sweep)
  clearTimeout(whole)
}
