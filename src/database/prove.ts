import { Problem } from '../platform/errors.js'
import type { Database } from './client.js'
import { countWithoutCompany } from './directory.js'
import { ownedModels } from './owned.js'

/**
 * Proves at start that the third lock is closed: without a company no owned table shows a row, and
 * the role in use cannot step around row security.
 * @throws Problem when isolation does not hold; the process must not go on
 */
export async function proveIsolation(database: Database): Promise<void> {
  const [role] = await database.prisma.$queryRaw<[{ free: boolean }]>`
    SELECT rolsuper OR rolbypassrls AS free FROM pg_roles WHERE rolname = current_user`
  if (role.free) {
    throw new Problem(
      'The database role in use is not held by row security.',
      'Set DATABASE_APP_URL to a role without SUPERUSER and BYPASSRLS, then run npm run migrate.',
    )
  }
  for (const { table } of Object.values(ownedModels)) {
    if ((await countWithoutCompany(database, table)) === 0) continue
    throw new Problem(
      `Row security does not hold on the table ${table}.`,
      'Run npm run migrate, which closes it, and start again.',
    )
  }
}
