import type { Database } from './client.js'

/**
 * What is asked before a company is known, by exact key only: the functions of the directory schema.
 * The running role cannot read that schema's tables.
 */

/** Reserves the id of a company that is about to be created. */
export async function nextCompanyId({ prisma }: Database): Promise<bigint> {
  const [row] = await prisma.$queryRaw<[{ id: bigint }]>`SELECT directory.next_company_id() AS id`
  return row.id
}

/** Whose e-mail address this is, or null. */
export async function findEmailAddress(
  { prisma }: Database,
  email: string,
): Promise<{ companyId: bigint; userId: bigint } | null> {
  const rows = await prisma.$queryRaw<{ companyId: bigint; userId: bigint }[]>`
    SELECT * FROM directory.find_email_address(${email})`
  return rows[0] ?? null
}

/** Whose webhook a key of this digest is, or null. */
export async function findWebhook(
  { prisma }: Database,
  digest: Uint8Array,
): Promise<{ companyId: bigint; connectionId: bigint } | null> {
  const rows = await prisma.$queryRaw<{ companyId: bigint; connectionId: bigint }[]>`
    SELECT * FROM directory.find_webhook(${digest})`
  return rows[0] ?? null
}

/** Every company whose audit is to be there, by id. */
export async function* auditedCompanies({ prisma }: Database): AsyncGenerator<bigint> {
  for (let after = 0n; ; ) {
    const rows = await prisma.$queryRaw<{ companyId: bigint }[]>`
      SELECT "companyId" FROM directory.audited_companies(${after}::bigint, 500)`
    for (const { companyId } of rows) yield companyId
    const last = rows.at(-1)
    if (!last) return
    after = last.companyId
  }
}

/** Proves that the running role sees no row without a company. */
export async function countWithoutCompany({ prisma }: Database, table: string): Promise<number> {
  const quoted = `"${table.replaceAll('"', '""')}"`
  const text = `SELECT count(*)::int AS rows FROM public.${quoted}`
  const [row] = await prisma.$queryRawUnsafe<[{ rows: number }]>(text)
  return row.rows
}
