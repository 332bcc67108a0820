import { execFileSync, spawn } from 'node:child_process'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { join } from 'node:path'
import { drip, lieAboutSize, sendEndlessRefs } from './git-misbehaviour.js'
import { searchPath } from './git-repository.js'

/** How the server misbehaves. */
export interface GitServerOptions {
  /** Answers every request with this status and a page: 401, 404, 500, 302, 200. */
  refuseWith?: number
  /** Cuts the connection after so many bytes of a pack. */
  cutPackAfter?: number
  /** Knows no partial clones. */
  withoutFilters?: boolean
  /** Sends a pack's first bytes and then nothing more. */
  stallPack?: boolean
  /** Ends its answer, well behaved, after so many bytes of a pack. */
  endPackAfter?: number
  /** Sends a pack by the byte, without end. */
  dripPack?: boolean
  /** Says that a pack holds two thousand million objects. */
  lieAboutPack?: boolean
  /** Lists branches without end. */
  endlessRefs?: boolean
  /** Answers only requests that carry this header, with 401 otherwise. */
  demand?: string
  /** Leads every request elsewhere. */
  redirectTo?: string
}

/** Answers for a folder of bare repositories through git's own http-backend. */
export class GitBackend {
  /** The services asked of it, in order: `info/refs`, `git-upload-pack`. */
  readonly requests: string[] = []
  /** The authorization that each came with; null for none. */
  readonly authorizations: (string | null)[] = []

  constructor(
    private readonly folder: string,
    readonly options: GitServerOptions = {},
  ) {}

  answer(request: IncomingMessage, response: ServerResponse): void {
    const url = new URL(request.url ?? '/', 'http://localhost')
    this.requests.push(url.pathname.replace(/^\/[^/]+\//, ''))
    const { authorization } = request.headers
    this.authorizations.push(authorization ?? null)
    const isRefused = this.options.demand !== undefined && authorization !== this.options.demand
    if (this.options.refuseWith || isRefused) {
      const challenge = { 'www-authenticate': 'Basic realm="git"', location: '/elsewhere' }
      response.writeHead(this.options.refuseWith ?? 401, challenge).end('<p>Not git.</p>\n')
      return
    }
    if (this.options.redirectTo) {
      const location = new URL(url.pathname + url.search, this.options.redirectTo).href
      response.writeHead(302, { location }).end()
    } else if (this.options.endlessRefs) {
      sendEndlessRefs(response)
    } else {
      this.#run(url, request, response)
    }
  }

  #run(url: URL, request: IncomingMessage, response: ServerResponse): void {
    const settings = { 'uploadpack.allowFilter': String(!this.options.withoutFilters) }
    const backend = spawn(join(execPath(), 'git-http-backend'), [], {
      env: {
        PATH: searchPath,
        GIT_PROJECT_ROOT: this.folder,
        GIT_HTTP_EXPORT_ALL: '1',
        GIT_CONFIG_NOSYSTEM: '1',
        GIT_CONFIG_GLOBAL: '/dev/null',
        ...configuration({ ...settings, 'safe.directory': '*' }),
        PATH_INFO: decodeURIComponent(url.pathname),
        QUERY_STRING: url.search.slice(1),
        REQUEST_METHOD: request.method ?? 'GET',
        CONTENT_TYPE: request.headers['content-type'] ?? '',
        HTTP_CONTENT_ENCODING: request.headers['content-encoding'] ?? '',
        GIT_PROTOCOL: String(request.headers['git-protocol'] ?? ''),
        REMOTE_ADDR: '127.0.0.1',
      },
    })
    request.pipe(backend.stdin)
    backend.stdin.on('error', () => {})
    response.on('close', () => backend.kill())
    this.#relay(backend.stdout, response)
  }

  /** CGI: headers, an empty line, the body. */
  #relay(stdout: NodeJS.ReadableStream, response: ServerResponse): void {
    let head: Buffer | null = Buffer.alloc(0)
    let packBytes = 0
    const send = (body: Buffer) => {
      if (packBytes > 0 || body.includes('PACK')) packBytes += body.length
      const { cutPackAfter, endPackAfter, stallPack, dripPack, lieAboutPack } = this.options
      if (lieAboutPack) lieAboutSize(body)
      if (dripPack && packBytes > 0) drip(response)
      else if (endPackAfter !== undefined && packBytes > endPackAfter) response.end()
      else if (cutPackAfter !== undefined && packBytes > cutPackAfter) response.destroy()
      else if (!(stallPack && packBytes > 0)) response.write(body)
    }
    stdout.on('data', (chunk: Buffer) => {
      if (head === null) return send(chunk)
      head = Buffer.concat([head, chunk])
      const end = head.indexOf('\r\n\r\n')
      if (end === -1) return
      writeHead(response, head.toString('latin1', 0, end))
      const body = head.subarray(end + 4)
      head = null
      if (body.length > 0) send(body)
    })
    stdout.on('end', () => {
      const goesOn = this.options.stallPack || this.options.dripPack
      if (!goesOn || packBytes === 0) response.end()
    })
  }
}

function writeHead(response: ServerResponse, head: string): void {
  let status = 200
  for (const line of head.split('\r\n')) {
    const [name, value] = line.split(/: (.*)/s) as [string, string]
    if (name === 'Status') status = Number.parseInt(value, 10)
    else response.setHeader(name, value)
  }
  response.statusCode = status
}

function configuration(settings: Record<string, string>): Record<string, string> {
  const entries = Object.entries(settings)
  return Object.fromEntries([
    ['GIT_CONFIG_COUNT', String(entries.length)],
    ...entries.flatMap(([key, value], index) => [
      [`GIT_CONFIG_KEY_${index}`, key],
      [`GIT_CONFIG_VALUE_${index}`, value],
    ]),
  ])
}

function execPath(): string {
  const env = { PATH: searchPath }
  return execFileSync('git', ['--exec-path'], { env, encoding: 'utf8' }).trim()
}
