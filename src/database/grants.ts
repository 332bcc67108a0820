import type pg from 'pg'
import { globalModels, ownedModels } from './owned.js'

const roleOf = (url: string) => decodeURIComponent(new URL(url).username)
const quoted = (name: string) => `"${name.replaceAll('"', '""')}"`

/**
 * Gives the running role the rows of the owned tables and the directory's functions: no DDL, no
 * table of the directory, no migration history. What the schema calls `@only` is granted no further:
 * an audit entry is written and read, never changed. Where owner and running role are one (a host that
 * gives one credential only), row security is forced on the owner too.
 */
export async function grantRunningRole(
  client: pg.Client,
  { ownerUrl, appUrl }: { ownerUrl: string; appUrl: string },
): Promise<void> {
  const models = Object.values(ownedModels)
  const tables = models.map(({ table }) => `public.${quoted(table)}`)
  const isOneRole = roleOf(ownerUrl) === roleOf(appUrl)
  const force = isOneRole ? 'FORCE' : 'NO FORCE'
  const statements = tables.map((table) => `ALTER TABLE ${table} ${force} ROW LEVEL SECURITY`)
  if (!isOneRole) {
    const role = quoted(roleOf(appUrl))
    const directory = Object.values(globalModels).map(({ table }) => `directory.${quoted(table)}`)
    statements.push(
      // Migrations say it too; a restored dump, which leaves roles out, does not.
      'REVOKE ALL ON SCHEMA directory FROM PUBLIC',
      'REVOKE ALL ON ALL FUNCTIONS IN SCHEMA directory FROM PUBLIC',
      `GRANT USAGE ON SCHEMA public, directory TO ${role}`,
      `REVOKE ALL ON ${tables.join(', ')} FROM ${role}`,
      ...models.map(({ table, grants }) => {
        return `GRANT ${grants.join(', ')} ON public.${quoted(table)} TO ${role}`
      }),
      `GRANT USAGE ON ALL SEQUENCES IN SCHEMA public TO ${role}`,
      `REVOKE ALL ON ${directory.join(', ')} FROM ${role}`,
      `GRANT EXECUTE ON ALL FUNCTIONS IN SCHEMA directory TO ${role}`,
      `DO $$ BEGIN EXECUTE format('GRANT TEMPORARY ON DATABASE %I TO ${role}', current_database()); END $$`,
    )
  }
  // One after the other in one transaction: two that migrate at once wait instead of colliding.
  await client.query('BEGIN')
  await client.query("SELECT pg_advisory_xact_lock(hashtext('codevisto grants'))")
  for (const statement of statements) await client.query(statement)
  await client.query('COMMIT')
}
