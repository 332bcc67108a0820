import type { HostKind } from '../../../src/code-hosts/host-type.js'

export interface Allowance {
  resource: string
  limit: number
  used: number
  resetAt: Date
}

/** A token's allowances as the hosts count them: GitHub's and Bitbucket's by the hour, GitLab's by the minute. */
export class Quotas {
  /** Replaces a host's own numbers. */
  readonly limits: Record<HostKind, number> = { github: 5000, gitlab: 2000, bitbucket: 1000 }
  readonly #allowances = new Map<string, Allowance>()

  constructor(private readonly now: () => Date) {}

  of(kind: HostKind, secret: string, resource: string): Allowance {
    const key = `${kind} ${resource} ${secret}`
    const known = this.#allowances.get(key)
    if (known && known.resetAt > this.now()) return known
    const seconds = kind === 'gitlab' ? 60 : 3600
    const resetAt = new Date((Math.floor(this.now().getTime() / 1000) + seconds) * 1000)
    const fresh = { resource, limit: this.limits[kind], used: 0, resetAt }
    this.#allowances.set(key, fresh)
    return fresh
  }
}

export const remaining = ({ limit, used }: Allowance) => Math.max(0, limit - used)
