import type { HostKind } from '../../../src/code-hosts/host-type.js'
import { type Disorder, order } from './paging.js'

/** What can be answered instead of, or done to, a right answer. */
export type FaultKind =
  | 'unauthorised'
  | 'forbidden'
  /** GitHub: the token was not let into the organisation by single sign-on. */
  | 'sso'
  /** The allowance is used up. */
  | 'rate-limit'
  | 'secondary-limit'
  /** The same without any header that says until when. */
  | 'secondary-limit-unsaid'
  /** 429 with Retry-After. */
  | 'too-many'
  | 'error-500'
  | 'html-502'
  /** A page for people, with status 200. */
  | 'html-200'
  /** JSON of another shape. */
  | 'wrong-shape'
  /** GraphQL's own way to fail: 200, `errors`, and no data. */
  | 'graphql-error'
  | 'redirect-away'
  /** From now on the token is refused. */
  | 'revoked'
  /** The connection breaks in the middle of the body. */
  | 'truncated'
  /** The body begins and never ends. */
  | 'stalled'
  /** Nothing is ever answered. */
  | 'silent'
  /** A body without end. */
  | 'endless'

export interface Fault {
  kind: FaultKind
  host?: HostKind
  /** Fits the path beneath the dialect's prefix; everything, where it is not told. */
  path?: RegExp
  /** So many requests that fit go through before. */
  after?: number
  /** How often; 1 where it is not told. */
  times?: number
  /** For limits: Retry-After. */
  seconds?: number
  /** For "redirect-away". */
  to?: string
}

type ListFault = Partial<Disorder> & { path: RegExp }

/** Faults that wait for requests that fit: the first that fits, in order, is the one that happens. */
export class FaultQueue {
  #waiting: Required<Pick<Fault, 'after' | 'times'>>[] & Fault[] = []
  #lists: ListFault[] = []

  push(...faults: Fault[]): void {
    for (const fault of faults) this.#waiting.push({ after: 0, times: 1, ...fault })
  }

  /** Lists at these paths come apart from now on. */
  disorder(fault: ListFault): void {
    this.#lists.push(fault)
  }

  clear(): void {
    this.#waiting = []
    this.#lists = []
  }

  take(host: HostKind, path: string): Fault | null {
    for (const fault of this.#waiting) {
      if (fault.times === 0 || (fault.host && fault.host !== host)) continue
      if (fault.path && !fault.path.test(path)) continue
      if (fault.after > 0) {
        fault.after--
        continue
      }
      fault.times--
      return fault
    }
    return null
  }

  disorderOf(path: string): Disorder {
    const { path: _, ...found } = this.#lists.find((one) => one.path.test(path)) ?? { path }
    return { ...order, ...found }
  }
}
