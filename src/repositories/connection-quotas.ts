import type { QuotaFact } from '../code-hosts/code-host.js'
import type { CompanyDatabase } from '../database/company.js'

/** The newest of what a host said of an allowance, by resource; given to `connectHost` as `onQuota`. */
export function quotaBook() {
  const latest = new Map<string, QuotaFact>()
  return {
    say(quota: QuotaFact): void {
      latest.set(quota.resource, quota)
    },
    /** Writes what was said since the last time. */
    async keep(db: CompanyDatabase, connectionId: bigint): Promise<void> {
      const { companyId } = db
      for (const { resource, limit, remaining, resetAt } of latest.values()) {
        const key = { companyId, connectionId, resource }
        const said = { limit, remaining, resetAt, saidAt: new Date() }
        await db.quota.upsert({
          where: { companyId_connectionId_resource: key },
          create: { ...key, ...said },
          update: said,
        })
      }
      latest.clear()
    },
  }
}
