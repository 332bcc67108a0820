import { randomBytes } from 'node:crypto'
import {
  closeSync,
  existsSync,
  openSync,
  readFileSync,
  rmSync,
  statfsSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import { errorCode, Problem } from './errors.js'

/** Secrets of an embedded installation, made on its first start. */
export interface Secrets {
  MASTER_KEY: string
  SESSION_SECRET: string
}

/** Less free space than this and PostgreSQL would stop half-way, in bytes. */
const leastSpace = 300 * 1024 * 1024

/** @throws Problem when the folder's disk is full, or nearly */
export function checkSpace(folder: string): void {
  const { bavail, bsize } = statfsSync(folder)
  if (bavail * bsize >= leastSpace) return
  throw new Problem(
    `The disk that holds ${folder} is full.`,
    'Free at least 300 MB, or set CODEVISTO_DATA to a folder on another disk.',
  )
}

function readSecrets(file: string): Secrets {
  try {
    const kept: Partial<Secrets> | null = JSON.parse(readFileSync(file, 'utf8'))
    const { MASTER_KEY, SESSION_SECRET } = kept ?? {}
    if (MASTER_KEY && SESSION_SECRET) return { MASTER_KEY, SESSION_SECRET }
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error
  }
  // Not made anew: what the lost key has encrypted could never be read again.
  throw new Problem(
    `The secrets in ${file} cannot be read.`,
    'Bring the file back from a backup, or remove it to begin with new secrets.',
  )
}

/** The secrets of a data folder, in a file that only its owner reads; made on first use. */
export function openSecrets(folder: string): Secrets {
  const file = join(folder, 'secrets.json')
  if (existsSync(file)) return readSecrets(file)
  const secrets = {
    MASTER_KEY: randomBytes(32).toString('base64'),
    SESSION_SECRET: randomBytes(32).toString('base64url'),
  }
  writeFileSync(file, `${JSON.stringify(secrets, null, 2)}\n`, { mode: 0o600, flag: 'wx' })
  return secrets
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return errorCode(error) === 'EPERM'
  }
}

/**
 * Holds the data folder for this process; a holder that was killed is forgotten.
 * @returns lets it go
 * @throws Problem when another process holds it
 */
export function holdFolder(folder: string): () => void {
  const file = join(folder, 'start.pid')
  try {
    closeSync(openSync(file, 'wx'))
  } catch {
    const pid = Number(readFileSync(file, 'utf8'))
    if (pid > 0 && pid !== process.pid && isAlive(pid)) {
      throw new Problem(
        `Codevisto is running already on ${folder} (process ${pid}).`,
        'Stop it first, or set CODEVISTO_DATA to another folder.',
      )
    }
  }
  writeFileSync(file, String(process.pid))
  return () => rmSync(file, { force: true })
}
