import { mkdirSync } from 'node:fs'
import pg from 'pg'
import { embeddedAccount } from './embedded-account.js'
import { initCluster, startCluster, stopCluster } from './embedded-cluster.js'
import { type EmbeddedHome, findHome, openHome, saveHome } from './embedded-home.js'

/** The two connection strings of one database: who makes its tables, and who uses them. */
export interface DatabaseUrls {
  ownerUrl: string
  appUrl: string
}

/** A running embedded PostgreSQL. */
export interface EmbeddedServer extends DatabaseUrls {
  superUrl: string
  /** It was running before, left by an interrupted start or kept by another process. */
  isAdopted: boolean
  stop(): Promise<void>
}

const address = (home: EmbeddedHome, role: string, password: string) =>
  `postgresql://${role}:${password}@127.0.0.1:${home.port}/codevisto`

function urls(home: EmbeddedHome): DatabaseUrls & { superUrl: string } {
  return {
    ownerUrl: address(home, 'codevisto_owner', home.ownerPassword),
    appUrl: address(home, 'codevisto_app', home.appPassword),
    superUrl: address(home, 'postgres', home.superPassword).replace(/codevisto$/, 'postgres'),
  }
}

/** The connection strings of the data folder's database, or null before its first start. */
export function embeddedUrls(dataFolder: string): DatabaseUrls | null {
  const home = findHome(dataFolder)
  return home?.isReady ? urls(home) : null
}

/** The two roles of architecture's third lock, and the database that the first of them owns. */
async function makeRoles(home: EmbeddedHome): Promise<void> {
  const client = new pg.Client({ connectionString: urls(home).superUrl })
  await client.connect()
  try {
    const roles = { codevisto_owner: home.ownerPassword, codevisto_app: home.appPassword }
    for (const [role, password] of Object.entries(roles)) {
      const { rowCount } = await client.query('SELECT FROM pg_roles WHERE rolname = $1', [role])
      const verb = rowCount ? 'ALTER' : 'CREATE'
      await client.query(`${verb} ROLE ${role} LOGIN NOSUPERUSER PASSWORD '${password}'`)
    }
    const made = await client.query("SELECT FROM pg_database WHERE datname = 'codevisto'")
    if (!made.rowCount) await client.query('CREATE DATABASE codevisto OWNER codevisto_owner')
  } finally {
    await client.end()
  }
}

/**
 * Starts (making it on first use) the PostgreSQL of a data folder.
 * @param settings extra server settings
 * @throws Problem in one sentence when it cannot
 */
export async function startEmbedded(
  dataFolder: string,
  settings: string[] = [],
): Promise<EmbeddedServer> {
  mkdirSync(dataFolder, { recursive: true })
  const account = embeddedAccount()
  const opened = await openHome(dataFolder, account)
  await initCluster(opened, account)
  const { port, isAdopted } = await startCluster(opened, account, settings)
  const home = { ...opened, port }
  if (!home.isReady) await makeRoles(home)
  saveHome(dataFolder, { ...home, isReady: true })
  return { ...urls(home), isAdopted, stop: () => stopCluster(home, account) }
}
