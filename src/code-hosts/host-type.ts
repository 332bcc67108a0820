import type { CodeHost, QuotaFact } from './code-host.js'

/** The hosts Codevisto reads from. */
export type HostKind = 'github' | 'gitlab' | 'bitbucket'

export type Webhook =
  /** Something happened in this repository; with no number, to more than one pull request. */
  | { kind: 'hint'; deliveryId: string; event: string; repositoryHostId: string }
  /** Genuine, and about nothing that is read. */
  | { kind: 'other'; deliveryId: string; event: string }
  | { kind: 'forged' }

/** What an adapter is made from. */
export interface HostAccess {
  /** Web origin, such as "https://github.com" or "https://git.example.com". */
  origin: string
  token: string
  /** The name that goes with the token, where one does. */
  tokenUser: string | null
  /** The only way out (guarded-fetch.ts). */
  fetch: typeof globalThis.fetch
  /** Told after every answer. */
  onQuota(quota: QuotaFact): void
}

/** One kind of host: what stands in the list of hosts (hosts.ts). */
export interface HostType {
  kind: HostKind
  /** As it writes itself: "GitHub". */
  title: string
  /** Where its public service is. */
  publicOrigin: string
  /** Whether companies run it on servers of their own. */
  isSelfHosted: boolean
  /** Whether its tokens go with a name (an e-mail address). */
  needsTokenUser: boolean
  /** The page where it makes a read-only token, scopes filled in where it can. */
  tokenPage(origin: string): string
  /** Each permission asked for, in the host's words, and what it is for. */
  permissions: readonly { permission: string; purpose: string }[]
  /** Every origin that is asked with the token: the API's and git's. */
  origins(origin: string): string[]
  connect(access: HostAccess): CodeHost
  /** Checks the signature over the raw body in constant time; what it says is a hint, never data. */
  readWebhook(
    headers: Readonly<Record<string, string | string[] | undefined>>,
    rawBody: Buffer,
    secret: string,
  ): Webhook
}
