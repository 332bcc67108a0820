import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { anonymize } from '../../src/anonymize/anonymize.js'
import { refuseSameServer } from '../../src/anonymize/target.js'
import { migrate } from '../../src/database/migrate.js'
import { packageRoot } from '../../src/platform/root.js'
import { makeCompany } from '../support/company.js'
import { behind, rowsOf } from '../support/copies.js'
import { type SpareDatabase, spareDatabase } from '../support/spare-database.js'

let source: SpareDatabase
let target: SpareDatabase

beforeAll(async () => {
  source = await spareDatabase()
  target = await spareDatabase()
  await makeCompany({ name: 'Vexmoor', database: source.database })
})

afterAll(async () => {
  await source.drop()
  await target.drop()
})

const asked = (to: string, from = source.ownerUrl) => anonymize({ from, to })
const companies = 'SELECT id FROM public.companies'

describe('an anonymized copy is refused', () => {
  test('into the server that it comes from, unless both are on this machine', () => {
    const from = 'postgresql://owner@db.example.com/codevisto'
    for (const to of ['db.example.com/copy', 'db.example.com:5432/codevisto']) {
      expect(() => refuseSameServer(from, `postgres://dev:x@${to}`)).toThrow('same server')
    }
    for (const to of ['db.example.com:5433/copy', 'dev.example.com/codevisto', 'localhost/copy']) {
      expect(() => refuseSameServer(from, `postgres://dev:x@${to}`)).not.toThrow()
    }
    expect(() =>
      refuseSameServer('postgres://127.0.0.1/one', 'postgres://localhost/other'),
    ).not.toThrow()
  })

  test('into the database that it comes from, by whatever address', async () => {
    await expect(asked(source.ownerUrl)).rejects.toThrow('are the same database')
    const other = source.ownerUrl.replace('127.0.0.1', 'localhost')
    await expect(asked(other)).rejects.toThrow('are the same database')
    expect(await rowsOf(source, companies)).toHaveLength(1)
  })

  test('into one that says that it is production, though it is empty', async () => {
    const production = await spareDatabase()
    const { ownerUrl, appUrl } = production
    await migrate({ ownerUrl, appUrl, isProduction: true })
    await expect(asked(ownerUrl)).rejects.toThrow('says that it is production')
    // Migrating it again as development does not unsay it.
    await migrate({ ownerUrl, appUrl })
    await expect(asked(ownerUrl)).rejects.toThrow('says that it is production')
    expect(await rowsOf(production, companies)).toEqual([])
    await production.drop()
  })

  test('into one that holds anything, ours or not', async () => {
    const full = await spareDatabase()
    await makeCompany({ name: 'Contoso', database: full.database })
    await expect(asked(full.ownerUrl)).rejects.toThrow(/is not empty: public\.companies holds rows/)
    const names = await rowsOf<{ name: string }>(full, 'SELECT name FROM public.companies')
    expect(names).toEqual([{ name: 'Contoso' }])
    await full.drop()
    const strange = await spareDatabase()
    await strange.spoil('DROP TABLE public._prisma_migrations')
    await strange.spoil('CREATE TABLE public.news (text text)')
    await strange.spoil('GRANT SELECT ON public.news TO codevisto_owner')
    await strange.spoil("INSERT INTO public.news VALUES ('x')")
    await expect(asked(strange.ownerUrl)).rejects.toThrow(
      'holds public.news, which is not Codevisto’s',
    )
    await strange.drop()
  })

  test('of one that is not of this version, or not as its owner', async () => {
    await expect(asked(target.ownerUrl, source.appUrl)).rejects.toThrow('connection of its owner')
    const older = await spareDatabase()
    await older.spoil(
      `DELETE FROM public._prisma_migrations WHERE migration_name =
         (SELECT max(migration_name) FROM public._prisma_migrations)`,
    )
    await expect(asked(target.ownerUrl, older.ownerUrl)).rejects.toThrow('by this version')
    await older.drop()
    expect(await rowsOf(target, companies)).toEqual([])
  })

  test('where nobody answers, without telling the address', async () => {
    const nowhere = 'postgresql://dev:secret-word@127.0.0.1:1/copy'
    const problem = await asked(nowhere).catch((error: Error) => error.message)
    expect(problem).toContain('The database of --to does not answer.')
    expect(problem).not.toContain('secret-word')
  })
})

describe('an anonymized copy is made', () => {
  test('into a database that has no tables yet', async () => {
    const fresh = await spareDatabase()
    await fresh.spoil('DROP SCHEMA public CASCADE; DROP SCHEMA directory CASCADE')
    await fresh.spoil(
      'DROP SCHEMA bullmq CASCADE; CREATE SCHEMA public AUTHORIZATION codevisto_owner',
    )
    await asked(fresh.ownerUrl)
    expect(await rowsOf(fresh, companies)).toHaveLength(1)
    // It says what it is, and is no target for a second one.
    const purpose = `SELECT obj_description('directory'::regnamespace) AS said`
    expect(await rowsOf(fresh, purpose)).toEqual([{ said: 'Codevisto: an anonymized copy.' }])
    await expect(asked(fresh.ownerUrl)).rejects.toThrow('is not empty')
    await fresh.drop()
  })

  test('where a host gives one credential, and row security holds the owner too', async () => {
    const [from, to] = [await spareDatabase(), await spareDatabase()]
    await makeCompany({ name: 'Vexmoor', database: from.database })
    for (const { ownerUrl } of [from, to]) await migrate({ ownerUrl, appUrl: ownerUrl })
    const { rows } = await asked(to.ownerUrl, from.ownerUrl)
    expect(rows).toBeGreaterThan(2)
    const users = 'SELECT email FROM public.users'
    expect(await rowsOf(to, users)).toHaveLength(1)
    const forced = `SELECT count(*)::int AS n FROM pg_class WHERE relforcerowsecurity`
    expect(await rowsOf(to, forced)).toEqual(await rowsOf(from, forced))
    for (const spare of [from, to]) await spare.drop()
  })

  test('all at once or not at all: one that stops half-way leaves an empty database', async () => {
    const [from, to] = [await spareDatabase(), await spareDatabase()]
    await makeCompany({ name: 'Vexmoor', database: from.database })
    await behind(to, (client) =>
      client.query('ALTER TABLE directory.email_addresses ADD CHECK (length(email) < 5)'),
    )
    await expect(asked(to.ownerUrl, from.ownerUrl)).rejects.toThrow('violates check constraint')
    expect(await rowsOf(to, companies)).toEqual([])
    for (const spare of [from, to]) await spare.drop()
  })
})

describe('the command', () => {
  const run = (args: string[], environment: NodeJS.ProcessEnv = {}) => {
    const command = [join(packageRoot, 'dist', 'cli', 'anonymize.js'), ...args]
    const env = { PATH: process.env.PATH, ...environment }
    const { status, stdout, stderr } = spawnSync(process.execPath, command, {
      env,
      encoding: 'utf8',
    })
    return { status, said: stdout + stderr }
  }

  test('says how it is called', () => {
    expect(run(['--help'])).toMatchObject({ status: 0 })
    for (const args of [[], ['--from', 'x', '--to', 'y'], ['--form', 'x']]) {
      const { status, said } = run(args)
      expect(status).toBe(1)
      expect(said).toMatch(/--from and --to/)
      expect(said).not.toMatch(/ at .*\.js:/)
    }
  })

  test('does nothing in production', () => {
    const both = ['--from', source.ownerUrl, '--to', target.ownerUrl]
    const { status, said } = run(both, { NODE_ENV: 'production' })
    expect(status).toBe(1)
    expect(said).not.toContain('Copying')
  })

  test('prints what it takes to sign in, and no name of the original', () => {
    const { status, said } = run(['--from', source.ownerUrl, '--to', target.ownerUrl])
    expect(said).toMatch(/none of \d+ original texts is in the copy/)
    expect(said).toMatch(/Everybody’s password there: [a-z-]{20,}/)
    expect(said).toMatch(/An owner of [\w ]+: \S+@\S+\.example/)
    expect(said).not.toMatch(/Vexmoor|Ines|postgresql:/)
    expect(status).toBe(0)
  })
})
