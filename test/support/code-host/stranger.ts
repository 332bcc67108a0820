import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'

/** A server that nobody has any business with: it answers everything, and remembers being asked. */
export class Stranger {
  /** "GET /path", and the header that should not have come. */
  readonly requests: { what: string; authorization: string | undefined }[] = []

  private constructor(private readonly server: Server) {}

  static async start(): Promise<Stranger> {
    const server = createServer()
    const stranger = new Stranger(server)
    server.on('request', ({ method, url, headers }, response) => {
      stranger.requests.push({ what: `${method} ${url}`, authorization: headers.authorization })
      response.setHeader('content-type', 'application/json')
      response.end('[]')
    })
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    return stranger
  }

  get origin(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`
  }

  async stop(): Promise<void> {
    this.server.closeAllConnections()
    await new Promise((resolve) => this.server.close(resolve))
  }
}
