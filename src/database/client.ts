import { PrismaPg } from '@prisma/adapter-pg'
import pg from 'pg'
import { PrismaClient } from '../generated/prisma/client.js'
import type { Cache } from '../platform/cache.js'
import type { PoolState } from '../platform/telemetry.js'
import type { Tls } from '../platform/tls.js'
import { connectionTo } from './connection.js'

/**
 * An open database as the running role. Not bound to a company: only `inCompany`, the directory's
 * functions, staging and the start-up proof may look inside.
 */
export interface Database {
  prisma: PrismaClient
  pool: pg.Pool
  /** How many connections there are: all that anybody else may know of the pool. */
  connections: PoolState
  /** Numbers that are not counted again while nothing has changed; null: each is counted every time. */
  cache: Cache | null
  close(): Promise<void>
}

/** The database's clock, in milliseconds since 1970. */
export async function databaseClock({ prisma }: Database): Promise<number> {
  const [row] = await prisma.$queryRaw<[{ now: Date }]>`SELECT clock_timestamp() AS now`
  return row.now.getTime()
}

/** How long a request waits for a connection before it is told to come back, in milliseconds. */
const connectionTimeout = 3_000

/**
 * Opens a pool that Prisma and our own streams share.
 * @param url connection string of the running role
 * @param onError told of connections that break while idle; without a listener they end the process
 */
export function openDatabase(
  url: string,
  {
    connections = 8,
    tls = null,
    cache = null,
    onError = () => {},
  }: {
    connections?: number
    tls?: Tls | null
    cache?: Cache | null
    onError?: (error: Error) => void
  } = {},
): Database {
  const pool = new pg.Pool({
    ...connectionTo(url, tls),
    max: connections,
    connectionTimeoutMillis: connectionTimeout,
    idleTimeoutMillis: 10_000,
    keepAlive: true,
    statement_timeout: 60_000,
    idle_in_transaction_session_timeout: 30_000,
  })
  pool.on('error', onError)
  // One that breaks while somebody holds it and asks nothing: their next question fails, and says so.
  // Without a listener it would end the process.
  pool.on('connect', (client) => client.on('error', () => {}))
  const prisma = new PrismaClient({ adapter: new PrismaPg(pool) })
  return {
    prisma,
    pool,
    connections: pool,
    cache,
    async close() {
      await prisma.$disconnect()
      await pool.end()
    },
  }
}
