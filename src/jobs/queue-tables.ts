import { createPostgresBackend, Queue } from 'bullmq'
import pg from 'pg'
import { connectionTo } from '../database/connection.js'
import type { Tls } from '../platform/tls.js'

/** BullMQ's own schema in PostgreSQL. */
const schema = 'bullmq'

const roleOf = (url: string) => decodeURIComponent(new URL(url).username)
const quoted = (name: string) => `"${name.replaceAll('"', '""')}"`

/**
 * Makes BullMQ's tables as the owner and lets the running role use them. Only for a queue that lives
 * in PostgreSQL. The running role may create in that schema: a queue makes a sequence on first use.
 */
export async function makeQueueTables(
  ownerUrl: string,
  appUrl: string,
  tls: Tls | null = null,
): Promise<void> {
  const connection = { ...connectionTo(ownerUrl, tls), migrate: true, max: 2 }
  const queue = new Queue('migrate', { connection }, createPostgresBackend)
  await queue.waitUntilReady()
  await queue.close()
  if (roleOf(ownerUrl) === roleOf(appUrl)) return
  const role = quoted(roleOf(appUrl))
  const client = new pg.Client(connectionTo(ownerUrl, tls))
  await client.connect()
  try {
    await client.query(`
      GRANT USAGE, CREATE ON SCHEMA ${schema} TO ${role};
      GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA ${schema} TO ${role};
      GRANT USAGE, SELECT, UPDATE ON ALL SEQUENCES IN SCHEMA ${schema} TO ${role};
      GRANT EXECUTE ON ALL FUNCTIONS IN SCHEMA ${schema} TO ${role};`)
  } finally {
    await client.end()
  }
}
