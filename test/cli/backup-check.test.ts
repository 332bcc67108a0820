import { spawnSync } from 'node:child_process'
import { mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { findBackupPrograms } from '../../src/database/backup-programs.js'
import { openDatabase } from '../../src/database/client.js'
import { inCompany } from '../../src/database/company.js'
import { packageRoot } from '../../src/platform/root.js'
import { makeCompany, type TestCompany } from '../support/company.js'
import { makeCommit, makeRepository, storeCommits } from '../support/facts.js'
import { isMissing } from '../support/requirements.js'
import { type SystemPostgres, startSystemPostgres } from '../support/system-postgres.js'

/** Compiled by whatever started the tests: `npm test` does. */
const door = join(packageRoot, 'dist', 'cli', 'backup-check.js')

function check(ownerUrl: string, appUrl: string, ...args: string[]) {
  const env = { PATH: process.env.PATH, DATABASE_URL: ownerUrl, DATABASE_APP_URL: appUrl }
  return spawnSync(process.execPath, [door, ...args], { env, encoding: 'utf8' })
}

async function ask<Row extends pg.QueryResultRow>(url: string, sql: string): Promise<Row[]> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  const { rows } = await client.query<Row>(sql).finally(() => client.end())
  return rows
}

describe.skipIf(isMissing('postgres'))('npm run backup:check', () => {
  let server: SystemPostgres
  let company: TestCompany

  beforeAll(async () => {
    server = await startSystemPostgres()
    const database = openDatabase(server.appUrl, { connections: 4 })
    company = await makeCompany({ database })
    const place = await makeRepository(company)
    const awkward = 'Tabs\tbackslashes \\ “quotes” und\nUmbrüche'
    await storeCommits(company, place, [
      makeCommit({ subject: awkward, message: awkward }),
      makeCommit({ authoredAt: '2024-02-29T23:59:59.000Z', files: [] }),
    ])
    await makeCompany({ database, name: 'Contoso' })
  })

  afterAll(async () => {
    await company.database.close()
    server.stop()
  })

  test('restores what it dumped: the same rows, the same rules, and the product works on it', async () => {
    const into = await server.makeDatabase('restored')
    const folder = mkdtempSync(join(tmpdir(), 'codevisto-test-'))
    const file = join(folder, 'kept.dump')
    const { stdout, stderr, status } = check(
      ...[server.ownerUrl, server.appUrl, '--into', into, '--keep', file],
    )
    expect(stderr).toBe('')
    expect(status).toBe(0)
    expect(stdout).toMatch(/public\.commits +2 rows, checksum [0-9a-f]+/)
    expect(stdout).toMatch(/public\.companies +2 rows/)
    expect(stdout).toContain('The backup holds')
    expect(statSync(file).size).toBeGreaterThan(10_000)
    // Nobody but its owner reads a dump.
    expect(statSync(file).mode & 0o077).toBe(0)
    rmSync(folder, { recursive: true })
    const restored = openDatabase(server.appUrl.replace(/[^/]*$/, 'restored'))
    try {
      const left = await inCompany(restored, company.id, (db) => db.commit.count())
      expect(left).toBe(2)
      const made = await makeCompany({ database: restored })
      expect(made.id).toBeGreaterThan(company.id)
    } finally {
      await restored.close()
    }
    const functions = await ask<{ open: boolean }>(
      into,
      `SELECT bool_or(has_function_privilege('public', p.oid, 'EXECUTE')) AS open FROM pg_proc p
       WHERE p.pronamespace = 'directory'::regnamespace`,
    )
    expect(functions).toEqual([{ open: false }])
  })

  test('finds a row that is not the same, and says which table', async () => {
    const into = await server.makeDatabase('spoilt')
    // A trigger of the restored database's server, which changes what is copied into it.
    const url = server.superUrl.replace(/[^/]*$/, 'spoilt')
    await ask(
      url,
      `CREATE FUNCTION public.spoil() RETURNS event_trigger LANGUAGE plpgsql AS $$ BEGIN
         IF to_regclass('public.commits') IS NOT NULL AND
            EXISTS (SELECT FROM pg_constraint WHERE conname = 'commits_pkey') THEN
           UPDATE public.commits SET additions = additions + 1;
         END IF; END $$;
       CREATE EVENT TRIGGER spoil ON ddl_command_end WHEN TAG IN ('CREATE INDEX')
         EXECUTE FUNCTION public.spoil()`,
    )
    const { stdout, stderr, status } = check(server.ownerUrl, server.appUrl, '--into', into)
    expect(stdout).toContain('public.commits has other rows than before.')
    expect(stderr).toContain('This backup does not hold.')
    expect(status).toBe(1)
  })

  test('touches no database that holds anything', async () => {
    const into = server.ownerUrl.replace(/[^/]*$/, 'codevisto')
    const { stderr, status } = check(server.ownerUrl, server.appUrl, '--into', into)
    expect(stderr).toMatch(/not empty: it has \d+ tables/)
    expect(status).toBe(1)
  })

  test('asks for a database where the owner may make none', () => {
    const { stderr, status } = check(server.ownerUrl, server.appUrl)
    expect(stderr).toContain('npm run backup:check -- --into')
    expect(status).toBe(1)
  })

  test('makes one beside the other where it may, and leaves none behind', async () => {
    await ask(server.superUrl, 'ALTER ROLE codevisto_owner CREATEDB')
    const { stdout, status } = check(server.ownerUrl, server.appUrl)
    expect(stdout).toContain('The backup holds')
    expect(status).toBe(0)
    const names = await ask(server.superUrl, "SELECT FROM pg_database WHERE datname LIKE '%check%'")
    expect(names).toEqual([])
  })

  test('refuses to dump as a role that row security holds', async () => {
    const into = await server.makeDatabase('held')
    const { stderr, status } = check(server.appUrl, server.appUrl, '--into', into)
    expect(stderr).toContain('Row security holds this role as well')
    expect(stderr).toContain('physical backups')
    expect(status).toBe(1)
  })

  test('leaves nothing in the folder of passing files', () => {
    const scratch = mkdtempSync(join(tmpdir(), 'codevisto-test-'))
    const urls = { DATABASE_URL: server.ownerUrl, DATABASE_APP_URL: server.appUrl }
    const env = { PATH: process.env.PATH, TMPDIR: scratch, ...urls }
    const { status } = spawnSync(process.execPath, [door], { env })
    expect(status).toBe(0)
    expect(readdirSync(scratch)).toEqual([])
    rmSync(scratch, { recursive: true })
  })

  test('says what to install where pg_dump is older than the server, or missing', () => {
    expect(findBackupPrograms(server.programs, 10).major).toBeGreaterThanOrEqual(10)
    expect(() => findBackupPrograms(server.programs, 999)).toThrow(
      /older than the server, which is 999\. Install the client programs of PostgreSQL 999/,
    )
    expect(() => findBackupPrograms(tmpdir(), 18, tmpdir())).toThrow(
      /not found on this machine\. Install the client programs of PostgreSQL 18/,
    )
  })
})
