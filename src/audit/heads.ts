import type { CompanyDatabase } from '../database/company.js'
import { namedQuery } from '../database/named-query.js'
import { beginning } from './chain.js'

/** Where a company's chain ends: the number of its entries, and the last one's digest. */
export interface Head {
  position: bigint
  digest: Uint8Array<ArrayBuffer>
}

type Row = { position: bigint; digest: Uint8Array }

const lock = namedQuery<Row>(
  'lock-audit-head',
  'SELECT "position", digest FROM directory.lock_audit_head($1)',
)

const read = namedQuery<Row>(
  'read-audit-head',
  'SELECT "position", digest FROM directory.read_audit_head($1)',
)

const head = (row: Row | undefined): Head => ({
  position: row?.position ?? 0n,
  digest: row ? new Uint8Array(row.digest) : beginning,
})

/** The end of the chain, held by this transaction until it ends. */
export async function lockHead(db: CompanyDatabase): Promise<Head> {
  const [row] = await db.run(lock)
  return head(row)
}

/** The end of the chain as it is. */
export async function readHead(db: CompanyDatabase): Promise<Head> {
  const [row] = await db.run(read)
  return head(row)
}
