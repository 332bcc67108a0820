import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { text } from 'node:stream/consumers'
import type { HostKind } from '../../../src/code-hosts/host-type.js'
import { dialectOf, dialects } from './dialects.js'
import type { Answer, World } from './exchange.js'
import { FaultQueue } from './fault.js'
import { faultAnswer } from './fault-answer.js'
import { answerGit } from './git-door.js'
import { Quotas } from './quota.js'
import { RequestLog } from './request-log.js'
import type { Seed } from './seed.js'
import { send } from './send.js'
import { credentialsOf, type FakeToken, fakeToken, isAlive, isApiForm } from './tokens.js'

/** What a recorder is told of every right answer. */
export type Observer = (kind: HostKind, method: string, path: string, answer: Answer) => void

/**
 * One local server that speaks as GitHub (/api/v3, /api/graphql), GitLab (/api/v4), Bitbucket Cloud
 * (/2.0) and git (/owner/name.git), all from one seed. Nothing but the loopback reaches it.
 */
export class FakeCodeHost {
  readonly requests = new RequestLog()
  readonly faults = new FaultQueue()
  readonly quotas = new Quotas(() => new Date())
  /** Sees every answer that no fault took the place of. */
  observe: Observer = () => {}
  readonly #tokens = new Map<string, FakeToken>()
  readonly #world: World

  private constructor(
    private readonly server: Server,
    seed: Seed,
  ) {
    const { port } = server.address() as AddressInfo
    this.#world = { seed, origin: `http://127.0.0.1:${port}` }
  }

  static async start(seed: Seed, port = 0): Promise<FakeCodeHost> {
    const server = createServer()
    await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve))
    const host = new FakeCodeHost(server, seed)
    server.on('request', (request, response) => {
      host.#answer(request, response).catch((error) => {
        send(response, { status: 599, body: `The fake itself failed: ${error}\n` }, null)
      })
    })
    return host
  }

  get origin(): string {
    return this.#world.origin
  }

  get seed(): Seed {
    return this.#world.seed
  }

  /** A token of one of these hosts; by itself the first person's, made as we ask for it. */
  token(kind: HostKind, told: Partial<FakeToken> = {}): FakeToken {
    const token = fakeToken(kind, told.person ?? this.seed.people[0]!, told)
    this.#tokens.set(token.secret, token)
    return token
  }

  async stop(): Promise<void> {
    this.server.closeAllConnections()
    await new Promise((resolve) => this.server.close(resolve))
  }

  async #answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const url = new URL(request.url ?? '/', this.origin)
    const credentials = credentialsOf(request.headers)
    const found = dialectOf(url.pathname)
    const token = credentials ? (this.#tokens.get(credentials.secret) ?? null) : null
    const logged = this.requests.add({
      ...{ kind: found?.kind ?? 'git', method: request.method ?? 'GET', url: request.url ?? '/' },
      ...{ path: url.pathname, headers: request.headers, credentials, status: null },
    })
    response.on('close', () => {
      logged.status = response.headersSent ? response.statusCode : 0
    })
    if (!found) return answerGit(this.#world, token, logged, request, response)
    const { kind, path } = found
    const fault = this.faults.take(kind, path)
    if (fault?.kind === 'revoked' && token) token.isRevoked = true
    const body = await text(request)
    const isLetIn =
      token?.kind === kind && isAlive(token, new Date()) && isApiForm(token, credentials!)
    const ask = { kind, path, body, method: logged.method, query: url.searchParams }
    const answer =
      (fault && faultAnswer(kind, fault)) ??
      (isLetIn ? await this.#right(ask, request, token) : dialects[kind].refuse(credentials, token))
    send(response, answer, fault?.kind ?? null)
  }

  async #right(
    asked: { kind: HostKind; path: string; body: string; method: string; query: URLSearchParams },
    request: IncomingMessage,
    token: FakeToken,
  ): Promise<Answer> {
    const { kind, path } = asked
    const disorder = this.faults.disorderOf(path)
    const ask = { ...asked, headers: request.headers, token, disorder, world: this.#world }
    const answer = await dialects[kind].answer(ask, this.quotas)
    this.observe(kind, asked.method, path, answer)
    return answer
  }
}
