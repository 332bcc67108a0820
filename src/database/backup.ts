import { spawn } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import { errorCode, Problem } from '../platform/errors.js'
import type { Tls } from '../platform/tls.js'
import type { BackupPrograms } from './backup-programs.js'
import { withLibpq } from './libpq.js'

/** Runs one of PostgreSQL's programs to its end. @throws Problem with its own last words */
async function run(program: string, args: string[], environment: NodeJS.ProcessEnv) {
  const child = spawn(program, args, { env: environment, stdio: ['ignore', 'ignore', 'pipe'] })
  let said = ''
  child.stderr.on('data', (chunk: Buffer) => {
    said = (said + chunk.toString()).slice(-2_000)
  })
  const status = await new Promise<number | null>((resolve, reject) => {
    child.once('error', reject)
    child.once('close', resolve)
  })
  if (status === 0) return
  const name = program.split('/').at(-1) ?? program
  throw new Problem(`${name} stopped with ${status}.`, said.trim())
}

/** Makes the file, for its owner's eyes alone: pg_dump would let everybody of the machine read it. */
function makeFile(file: string): void {
  try {
    writeFileSync(file, '', { mode: 0o600, flag: 'wx' })
  } catch (error) {
    if (errorCode(error) !== 'EEXIST') throw error
    throw new Problem(`There is a file ${file} already.`, 'Choose another name for the dump.')
  }
}

/**
 * Writes everything of a database into one file, as its owner. Roles are left out: whoever restores it
 * owns it, and `npm run migrate` gives the running role its rights again.
 * @param snapshot what another connection has exported: the dump is of that very moment
 */
export async function writeDump(
  { dump }: BackupPrograms,
  { url, tls, file, snapshot }: { url: string; tls: Tls | null; file: string; snapshot?: string },
): Promise<void> {
  makeFile(file)
  const args = ['--format=custom', '--no-owner', '--no-privileges', `--file=${file}`]
  const moment = snapshot ? [`--snapshot=${snapshot}`] : []
  await withLibpq(url, tls, (environment) => run(dump, [...args, ...moment], environment))
}

/** Puts a dump into an empty database, as its owner: all of it, or nothing. */
export function restoreDump(
  { restore }: BackupPrograms,
  { url, tls, file }: { url: string; tls: Tls | null; file: string },
): Promise<void> {
  const { pathname } = new URL(url)
  const into = `--dbname=${decodeURIComponent(pathname.slice(1))}`
  const args = ['--no-owner', '--no-privileges', '--single-transaction', '--exit-on-error', into]
  return withLibpq(url, tls, (environment) => run(restore, [...args, file], environment))
}
