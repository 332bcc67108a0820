import { once } from 'node:events'
import { createPostgresBackend, type Job, Queue, Worker } from 'bullmq'
import { type Config, databaseUrl } from '../config.js'
import { connectionTo } from '../database/connection.js'
import { connectRedis, type RedisAddress } from '../platform/redis.js'
import type { Tls } from '../platform/tls.js'

/** Where jobs wait: Redis where there is one, else tables of their own in PostgreSQL. */
export type QueueStore =
  | { redisUrl: string; tls?: Tls | null }
  | { postgresUrl: string; tls?: Tls | null }

/** Where this configuration's jobs wait. */
export function storeOf(
  config: Pick<Config, 'redisUrl' | 'redisTls' | 'appUrl' | 'databaseTls'>,
): QueueStore {
  const { redisUrl, redisTls, databaseTls } = config
  if (redisUrl) return { redisUrl, tls: redisTls }
  return { postgresUrl: databaseUrl(config), tls: databaseTls }
}

export type AnyQueue = Pick<Queue, 'close' | 'count' | 'waitUntilReady'> & {
  add(name: string, data: unknown, options: object): Promise<unknown>
  on(event: 'error', listener: (error: Error) => void): unknown
}

export type AnyWorker = Pick<Worker, 'close' | 'waitUntilReady'> & {
  on(event: 'error', listener: (error: Error) => void): unknown
  on(event: 'failed', listener: (job: Job | undefined, error: Error) => void): unknown
}

/** BullMQ's two backends behind one face. */
export interface OpenStore {
  queue(name: string): AnyQueue
  worker(name: string, work: (job: Job) => Promise<void>, concurrency: number): AnyWorker
  /** Rejects, soon, when the store does not answer. Null where a queue's own calls do that. */
  ping: (() => Promise<unknown>) | null
  close(): void
}

/**
 * A job whose worker fell silent is given up by the queue, not tried again there: the run's own row in
 * PostgreSQL decides about another start (jobs/dispatcher.ts), and counts the workers that died of it.
 */
const timing = {
  ...{ lockDuration: 30_000, stalledInterval: 15_000, maxStalledCount: 0 },
  // Back at work a moment after the store is.
  runRetryDelay: 1_000,
}

function openRedis(address: RedisAddress, onError: (error: Error) => void): OpenStore {
  // A page must not hang while Redis is away; a worker must wait for it.
  const producer = connectRedis(address, {
    maxRetriesPerRequest: 1,
    enableOfflineQueue: false,
    commandTimeout: 3_000,
  }).on('error', onError)
  const consumer = connectRedis(address, { maxRetriesPerRequest: null }).on('error', onError)
  // The braces keep all keys of a queue in one slot of a Redis Cluster.
  const prefix = (name: string) => `{codevisto:${name}}`
  return {
    async ping() {
      // At the very start the connection is still being made: give it a moment.
      if (producer.status !== 'ready')
        await once(producer, 'ready', { signal: AbortSignal.timeout(1_000) })
      return producer.ping()
    },
    queue: (name) => new Queue(name, { connection: producer, prefix: prefix(name) }),
    worker: (name, work, concurrency) =>
      new Worker(name, work, {
        connection: consumer,
        prefix: prefix(name),
        concurrency,
        ...timing,
      }),
    close() {
      producer.disconnect()
      consumer.disconnect()
    },
  }
}

function openPostgres(url: string, tls: Tls | null): OpenStore {
  const connection = { ...connectionTo(url, tls), skipMigrations: true, max: 4 }
  return {
    ping: null,
    queue: (name) => new Queue(name, { connection }, createPostgresBackend),
    worker: (name, work, concurrency) =>
      new Worker(name, work, { connection, concurrency, ...timing }, createPostgresBackend),
    close() {},
  }
}

/** Connects to where jobs wait. */
export function openStore(store: QueueStore, onError: (error: Error) => void): OpenStore {
  const tls = store.tls ?? null
  if ('redisUrl' in store) return openRedis({ url: store.redisUrl, tls }, onError)
  return openPostgres(store.postgresUrl, tls)
}
