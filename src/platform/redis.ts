import { isIP } from 'node:net'
import { Redis, type RedisOptions } from 'ioredis'
import { type Tls, tlsOptions } from './tls.js'

/** Where Redis is, and how it is known to be the right one. */
export interface RedisAddress {
  url: string
  tls: Tls | null
}

/** Connects to Redis; over TLS where the address says so. */
export function connectRedis(
  { url, tls }: RedisAddress,
  options: Omit<RedisOptions, 'replyMapping'>,
): Redis {
  const { hostname, protocol } = new URL(url)
  if (protocol !== 'rediss:') return new Redis(url, options)
  const known = tlsOptions(tls) || {}
  const name = isIP(hostname) === 0 ? { servername: hostname } : {}
  return new Redis(url, { ...options, tls: { ...name, ...known } })
}
