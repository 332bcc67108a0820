import { spawnSync } from 'node:child_process'
import { existsSync, readdirSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import { Problem } from '../platform/errors.js'

/** PostgreSQL's own programs that write a dump and put it back, of one version. */
export interface BackupPrograms {
  dump: string
  restore: string
  major: number
}

/** Where packages put them beside the search path: Debian and its kin keep every version apart. */
const debianFolder = '/usr/lib/postgresql'

function folders(searchPath: string, packagedIn: string): string[] {
  const told = searchPath.split(delimiter).filter(Boolean)
  const versions = existsSync(packagedIn) ? readdirSync(packagedIn) : []
  return [...told, ...versions.map((version) => join(packagedIn, version, 'bin'))]
}

/** "pg_dump (PostgreSQL) 18.1" is 18; null where it is no such program. */
function majorOf(program: string): number | null {
  const asked = spawnSync(program, ['--version'], { env: {}, encoding: 'utf8' })
  const found = /\(PostgreSQL\) (\d+)/.exec(asked.stdout ?? '')
  return found ? Number(found[1]) : null
}

function programsIn(folder: string): BackupPrograms[] {
  const [dump, restore] = [join(folder, 'pg_dump'), join(folder, 'pg_restore')]
  if (!existsSync(dump) || !existsSync(restore)) return []
  const major = majorOf(dump)
  return major !== null && majorOf(restore) === major ? [{ dump, restore, major }] : []
}

const advice = (major: number) =>
  `Install the client programs of PostgreSQL ${major} (the package is called postgresql-client-${major} or ` +
  `postgresql@${major}) and try again. Where all runs on this machine, a copy of the data folder, made ` +
  'while Codevisto is stopped, is a backup too.'

/**
 * The programs for a server: of its own version where they are there, else of the next newer one. An
 * older pg_dump refuses a newer server.
 * @param serverMajor the server's version, e.g. 18
 * @throws Problem that says what to install
 */
export function findBackupPrograms(
  searchPath: string,
  serverMajor: number,
  packagedIn = debianFolder,
): BackupPrograms {
  const found = folders(searchPath, packagedIn).flatMap(programsIn)
  const fits = found.filter(({ major }) => major >= serverMajor)
  const [best] = fits.toSorted((one, other) => one.major - other.major)
  if (best) return best
  const newest = Math.max(...found.map(({ major }) => major))
  throw new Problem(
    found.length === 0
      ? 'pg_dump and pg_restore were not found on this machine.'
      : `The pg_dump found here is of PostgreSQL ${newest}, older than the server, which is ${serverMajor}.`,
    advice(serverMajor),
  )
}
