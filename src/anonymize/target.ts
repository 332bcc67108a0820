import { randomInt } from 'node:crypto'
import type pg from 'pg'
import { readPurpose } from '../database/purpose.js'
import { Problem } from '../platform/errors.js'
import { quotedTable, readTables } from './catalogue.js'

const elsewhere = 'Give --to an empty database that is for development.'

const isLoopback = (host: string) => /^(localhost|127\.\d+\.\d+\.\d+|\[?::1\]?|)$/.test(host)

/**
 * Refuses by the addresses alone: a server that keeps customers' data gets no second database for
 * development, which would share its memory, disks and backups. One machine may hold both.
 * @throws Problem
 */
export function refuseSameServer(from: string, to: string): void {
  const [one, other] = [new URL(from), new URL(to)]
  const port = (url: URL) => url.port || '5432'
  if (isLoopback(one.hostname) && isLoopback(other.hostname)) return
  if (one.hostname !== other.hostname || port(one) !== port(other)) return
  throw new Problem('--from and --to are on the same server.', elsewhere)
}

/** Whether both are one database, whatever their addresses say: a lock of one is in the other's way. */
async function isSameDatabase(source: pg.Client, target: pg.Client): Promise<boolean> {
  const key = [randomInt(2 ** 31), randomInt(2 ** 31)]
  await source.query('SELECT pg_advisory_lock($1, $2)', key)
  try {
    const asked = 'SELECT pg_try_advisory_lock($1, $2) AS free'
    const { rows } = await target.query<{ free: boolean }>(asked, key)
    if (rows[0]!.free) await target.query('SELECT pg_advisory_unlock($1, $2)', key)
    return !rows[0]!.free
  } finally {
    await source.query('SELECT pg_advisory_unlock($1, $2)', key)
  }
}

async function isOurs(target: pg.Client): Promise<boolean> {
  const { rows } = await target.query<{ found: boolean }>(
    "SELECT to_regclass('public._prisma_migrations') IS NOT NULL AS found",
  )
  return rows[0]!.found
}

/** Whoever opens the product's first page has a session, of nobody: it does not count. */
const nobodys: Record<string, string> = { 'directory.sessions': 'WHERE "companyId" IS NOT NULL' }

/** The first table that holds a row; null where all are empty. */
async function filledTable(target: pg.Client): Promise<string | null> {
  for (const { name } of await readTables(target)) {
    const { rowCount } = await target.query(
      `SELECT 1 FROM ${quotedTable(name)} ${nobodys[name] ?? ''} LIMIT 1`,
    )
    if (rowCount) return name
  }
  return null
}

/**
 * Refuses a target that is the source, that says it is production, or that holds anything.
 * @throws Problem
 */
export async function refuseTarget(source: pg.Client, target: pg.Client): Promise<void> {
  if (await isSameDatabase(source, target)) {
    throw new Problem('--from and --to are the same database.', elsewhere)
  }
  if ((await readPurpose(target)) === 'production') {
    throw new Problem('The database of --to says that it is production.', elsewhere)
  }
  const filled = await filledTable(target)
  if (filled === null) return
  throw new Problem(
    (await isOurs(target))
      ? `The database of --to is not empty: ${filled} holds rows.`
      : `The database of --to is not empty: it holds ${filled}, which is not Codevisto’s.`,
    elsewhere,
  )
}

/** Row security that holds the owner too would refuse COPY: lifted for the transaction of the copy. */
export async function liftRowSecurity(target: pg.Client): Promise<() => Promise<void>> {
  const { rows } = await target.query<{ table: string }>(
    "SELECT oid::regclass::text AS table FROM pg_class WHERE relforcerowsecurity AND relkind = 'r'",
  )
  const say = async (word: string) => {
    for (const { table } of rows)
      await target.query(`ALTER TABLE ${table} ${word} ROW LEVEL SECURITY`)
  }
  await say('NO FORCE')
  return () => say('FORCE')
}

/** Ids go on behind those that were copied. */
export async function moveSequences(target: pg.Client): Promise<void> {
  for (const { name, columns } of await readTables(target)) {
    for (const { name: column } of columns.filter(({ isIdentity }) => isIdentity)) {
      await target.query(
        `SELECT setval(pg_get_serial_sequence($1, $2), max("${column}")) FROM ${quotedTable(name)}
         HAVING max("${column}") IS NOT NULL`,
        [quotedTable(name), column],
      )
    }
  }
}
