import { z } from 'zod'
import type { TokenReport } from '../code-hosts/code-host.js'

/** What is kept of a check: the same without who it is and until when, which have columns. */
const kept = z.object({
  username: z.string().nullable(),
  grants: z.array(z.string()),
  missing: z.array(z.object({ permission: z.string(), consequence: z.string() })),
  excess: z.array(z.string()),
  owners: z.array(z.string()),
})

export type KeptReport = z.output<typeof kept>

/** So many owners are named; who reaches more sees them in the list of repositories. */
const most = 50

/** A token as it was found, as its connection's columns hold it. */
export function reportColumns(found: TokenReport, now = new Date()) {
  const { account, expiresAt, grants, missing, excess, owners } = found
  const report: KeptReport = {
    ...{ username: account.username, grants: grants.slice(0, most), missing },
    ...{ excess: excess.slice(0, most), owners: owners.slice(0, most) },
  }
  return {
    accountName: account.name ?? account.username,
    tokenExpiresAt: expiresAt,
    ...{ report, checkedAt: now },
  }
}

/** A kept report as it was written; null where there is none. */
export function readReport(value: unknown): KeptReport | null {
  return kept.safeParse(value).data ?? null
}
