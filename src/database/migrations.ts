import { readdirSync, readFileSync } from 'node:fs'
import { join, relative } from 'node:path'
import { packageRoot } from '../platform/root.js'
import type { SchemaFile } from './schema-engine.js'

const folder = join(packageRoot, 'prisma', 'migrations')
const schemaFolder = join(packageRoot, 'prisma', 'schema')

/** One migration as it stands in the repository. */
export interface Migration {
  name: string
  sql: string
}

/** All migrations, oldest first. */
export function readMigrations(): Migration[] {
  return readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map((entry) => entry.name)
    .sort()
    .map((name) => ({ name, sql: readFileSync(join(folder, name, 'migration.sql'), 'utf8') }))
}

/** The migrations as Prisma's engine takes them. */
export function migrationsList(migrations = readMigrations()) {
  return {
    baseDir: relative(process.cwd(), folder) || '.',
    lockfile: { path: './migration_lock.toml', content: 'provider = "postgresql"\n' },
    shadowDbInitScript: '',
    migrationDirectories: migrations.map(({ name, sql }) => ({
      path: name,
      migrationFile: { path: 'migration.sql', content: { tag: 'ok' as const, value: sql } },
    })),
  }
}

/** The Prisma schema, a file a noun. */
export function readSchema(): SchemaFile[] {
  return readdirSync(schemaFolder)
    .sort()
    .map((name) => ({
      path: `prisma/schema/${name}`,
      content: readFileSync(join(schemaFolder, name), 'utf8'),
    }))
}

/** Tables that others make: BullMQ's. The drift test leaves them out. */
export const filters = { externalTables: [], externalEnums: [] }
