import type { HostKind } from '../../../src/code-hosts/host-type.js'
import type { Credentials } from './tokens.js'

export interface LoggedRequest {
  kind: HostKind | 'git' | 'nobody'
  method: string
  /** As it was sent, query and all. */
  url: string
  path: string
  headers: Record<string, string | string[] | undefined>
  credentials: Credentials | null
  /** Null until it was answered; 0 where it was never. */
  status: number | null
}

/** Everything that was asked, in order. */
export class RequestLog {
  readonly all: LoggedRequest[] = []

  add(request: LoggedRequest): LoggedRequest {
    this.all.push(request)
    return request
  }

  /** How many requests fit: of a host, with a path. */
  count(kind?: LoggedRequest['kind'], path = /(?:)/): number {
    return this.all.filter((one) => (!kind || one.kind === kind) && path.test(one.path)).length
  }

  clear(): void {
    this.all.length = 0
  }
}
