import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { GitBackend, type GitServerOptions } from './git-backend.js'

export type { GitServerOptions }

/** Serves a folder of bare repositories over smart HTTP. */
export class GitServer {
  private constructor(
    private readonly server: Server,
    private readonly backend: GitBackend,
  ) {}

  static async start(folder: string, options: GitServerOptions = {}): Promise<GitServer> {
    const server = createServer()
    const backend = new GitBackend(folder, options)
    server.on('request', (request, response) => backend.answer(request, response))
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    return new GitServer(server, backend)
  }

  get requests(): string[] {
    return this.backend.requests
  }

  get authorizations(): (string | null)[] {
    return this.backend.authorizations
  }

  get options(): GitServerOptions {
    return this.backend.options
  }

  /** The clone address of a repository in the folder. */
  url(name = 'repository.git'): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}/${name}`
  }

  async stop(): Promise<void> {
    this.server.closeAllConnections()
    await new Promise((resolve) => this.server.close(resolve))
  }
}
