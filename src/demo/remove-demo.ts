import type { CompanyDatabase } from '../database/company.js'
import { namedQuery } from '../database/named-query.js'

const remove = namedQuery<{ removed: boolean }>(
  'remove-demo',
  'SELECT directory.remove_demo($1) AS removed',
)

/** Removes a demo company with every row of it, its audit too. False for any other company. */
export async function removeDemo(db: CompanyDatabase): Promise<boolean> {
  const [row] = await db.run(remove)
  return row?.removed ?? false
}
