import { createServer, type Server } from 'node:http'
import type { Log } from './log.js'
import type { Telemetry } from './telemetry.js'

/**
 * Serves the numbers on a port of their own, which no router leads to. Null: nobody wants them.
 * @returns the server, to be closed at the end
 */
export function serveTelemetry(
  { registry }: Pick<Telemetry, 'registry'>,
  port: number | null,
  log: Log,
): Server | null {
  if (port === null) return null
  const server = createServer(async (request, response) => {
    if (request.url !== '/metrics' || request.method !== 'GET') {
      response.writeHead(404).end()
      return
    }
    const text = await registry.metrics().catch(() => null)
    response.writeHead(text === null ? 500 : 200, { 'Content-Type': registry.contentType })
    response.end(text ?? '')
  })
  // Numbers nobody can read are no reason to stop serving people.
  server.on('error', (error) => log.warn({ err: error }, 'the numbers cannot be served'))
  return server.listen(port)
}
