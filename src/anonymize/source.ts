import pg from 'pg'
import { connectionTo } from '../database/connection.js'
import { isCurrent } from '../database/migrate.js'
import { Problem } from '../platform/errors.js'

/** Dates are counted in UTC, nothing is cut off by a time limit. */
const settings = `SET LOCAL TimeZone = 'UTC'; SET LOCAL DateStyle = 'ISO';
  SET LOCAL statement_timeout = 0; SET LOCAL idle_in_transaction_session_timeout = 0;
  SET LOCAL bytea_output = 'hex'; SET LOCAL extra_float_digits = 1`

/** Begins a transaction that the whole copy happens in. */
export async function beginCopying(client: pg.Client, how: string): Promise<void> {
  await client.query(`BEGIN ${how}`)
  await client.query(settings)
}

/** @throws Problem that names the option and no address, which may hold a password */
export async function connect(url: string, option: '--from' | '--to'): Promise<pg.Client> {
  const client = new pg.Client(connectionTo(url, null))
  // One that breaks fails the query at hand; without a listener it would end the process unsaid.
  client.on('error', () => {})
  try {
    await client.connect()
  } catch {
    throw new Problem(
      `The database of ${option} does not answer.`,
      'Check its address, role and password; npm run database-url -- --owner prints such an address.',
    )
  }
  return client
}

/**
 * Opens what is copied, as it is at one moment, to read and nothing else.
 * @throws Problem where it is not a database of this version, or not its owner's connection
 */
export async function openSource(url: string): Promise<pg.Client> {
  const client = await connect(url, '--from')
  const { rows } = await client.query<{ may: boolean | null }>(
    `SELECT has_table_privilege(to_regclass('directory.email_addresses'), 'SELECT') AS may`,
  )
  const isReady = rows[0]?.may === true && (await isCurrent(client))
  if (!isReady) {
    await client.end()
    throw new Problem(
      'The database of --from cannot be copied by this version as this role.',
      'Use the connection of its owner, and the version of Codevisto that runs on it.',
    )
  }
  await beginCopying(client, 'ISOLATION LEVEL REPEATABLE READ READ ONLY')
  return client
}

/** Shows this company's rows where row security holds the owner too (one credential only). */
export async function bindCompany(source: pg.Client, companyId: string): Promise<void> {
  await source.query("SELECT set_config('app.company_id', $1, true)", [companyId])
}

/** All companies. Where row security is forced, the directory knows them. */
export async function companiesOf(source: pg.Client): Promise<string[]> {
  const { rows } = await source.query<{ id: string }>(
    `SELECT id::text FROM public.companies
     UNION SELECT "companyId"::text FROM directory.audit_heads ORDER BY 1`,
  )
  return rows.map(({ id }) => id)
}
