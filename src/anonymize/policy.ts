import { auditTables } from './policy-audit.js'
import { companyTables } from './policy-companies.js'
import { directoryTables } from './policy-directory.js'
import { factTables } from './policy-facts.js'
import { hostTables } from './policy-hosts.js'
import { peopleTables } from './policy-people.js'
import { repositoryTables } from './policy-repositories.js'
import type { TableRule } from './rules.js'

/**
 * What becomes of every column of every table. A column without a rule stops the run before it has
 * begun: what a new one holds is decided by whoever adds it, never by default.
 */
export const policy: Readonly<Record<string, TableRule>> = {
  ...companyTables,
  ...peopleTables,
  ...repositoryTables,
  ...factTables,
  ...hostTables,
  ...auditTables,
  ...directoryTables,
}
