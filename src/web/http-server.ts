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

/** How long requests under way may take to end once we leave, in milliseconds. */
const patience = 20_000

/** The server that takes connections for the app. */
export const openHttpServer = (app: RequestListener): Server => createServer(limits, app)

/**
 * Takes no connection any more, lets requests under way end, closes each connection when it has nothing
 * to do, and after `patienceMs` whatever is left.
 */
export async function drainHttpServer(server: Server, patienceMs = patience): Promise<void> {
  const closed = once(server, 'close')
  server.close()
  // A connection that was busy just now is kept for a next request, which shall go elsewhere.
  const sweep = setInterval(() => server.closeIdleConnections(), 100)
  const limit = setTimeout(() => server.closeAllConnections(), patienceMs)
  await closed
  clearInterval(sweep)
  clearTimeout(limit)
}
