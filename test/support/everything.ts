import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { Redis } from 'ioredis'
import pg from 'pg'
import { databaseUrls } from './database.js'

/** All rows of all tables of all schemas of this worker's database, by table, as their superuser. */
export async function wholeDatabase(): Promise<Map<string, string>> {
  const client = new pg.Client({ connectionString: databaseUrls().superUrl })
  await client.connect()
  const { rows } = await client.query<{ name: string }>(
    `SELECT format('%I.%I', n.nspname, c.relname) AS name FROM pg_class c
     JOIN pg_namespace n ON n.oid = c.relnamespace
     WHERE c.relkind IN ('r', 'p', 'm') AND n.nspname NOT IN ('pg_catalog', 'information_schema')
     UNION ALL SELECT 'pg_catalog.pg_largeobject'
     UNION ALL SELECT 'pg_catalog.pg_description'
     UNION ALL SELECT 'pg_catalog.pg_stat_activity'`,
  )
  const found = new Map<string, string>()
  for (const { name } of rows) {
    const all = await client.query(
      `SELECT coalesce(string_agg(t::text || row_to_json(t)::text, E'\\n'), '') AS text FROM ${name} t`,
    )
    found.set(name, all.rows[0].text)
  }
  await client.end()
  return found
}

/** Every key of a Redis and what it holds. */
export async function wholeRedis(url: string): Promise<string> {
  const redis = new Redis(url)
  const parts: string[] = []
  for (const key of await redis.keys('*')) {
    const read: Record<string, () => Promise<unknown>> = {
      string: () => redis.get(key),
      hash: () => redis.hgetall(key),
      list: () => redis.lrange(key, 0, -1),
      set: () => redis.smembers(key),
      zset: () => redis.zrange(key, '0', '-1'),
      stream: () => redis.xrange(key, '-', '+'),
    }
    parts.push(key, JSON.stringify(await read[await redis.type(key)]?.()))
  }
  await redis.quit()
  return parts.join('\n')
}

/** Every file under a folder, by its path, byte by byte. */
export function allFiles(folder: string): Map<string, string> {
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true })
  return new Map(
    entries
      .filter((entry) => entry.isFile())
      .map(({ parentPath, name }) => join(parentPath, name))
      .map((path) => [path, readFileSync(path, 'latin1')]),
  )
}

/** Watches what every process started from here is called with, and told beside, until stopped. */
export function watchProcesses({ environments = true } = {}): { stop(): Set<string> } {
  const seen = new Set<string>()
  const look = () => {
    for (const command of commandsBelow(process.pid, environments)) seen.add(command)
  }
  const timer = setInterval(look, 2)
  return {
    stop() {
      clearInterval(timer)
      return seen
    },
  }
}

/** Command lines and environments of the children of a process, and of theirs. */
function commandsBelow(pid: number, environments: boolean): string[] {
  const read = (path: string) => {
    try {
      return readFileSync(path, 'latin1')
    } catch {
      return ''
    }
  }
  const children = read(`/proc/${pid}/task/${pid}/children`).split(' ').filter(Boolean)
  return children.flatMap((child) => [
    read(`/proc/${child}/cmdline`) + (environments ? read(`/proc/${child}/environ`) : ''),
    ...commandsBelow(Number(child), environments),
  ])
}
