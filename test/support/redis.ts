import { type ChildProcess, spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Redis } from 'ioredis'

/** A Redis of a test's own on a free port, thrown away when it stops. */
export interface TestRedis {
  url: string
  stop(): Promise<void>
}

async function freePort(): Promise<number> {
  const server = createServer()
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  await new Promise((resolve) => server.close(resolve))
  return typeof address === 'object' && address ? address.port : 0
}

/**
 * Starts a Redis server and waits until it answers.
 * @param tls files of a certificate and its key: it then speaks TLS and nothing else
 */
export async function startRedis(
  tls: { certificate: string; key: string } | null = null,
): Promise<TestRedis> {
  const folder = mkdtempSync(join(tmpdir(), 'codevisto-redis-'))
  const port = await freePort()
  const secure = tls
    ? ['--port', '0', '--tls-port', String(port), '--tls-auth-clients', 'no'].concat(
        ...[
          ['--tls-cert-file', tls.certificate],
          ['--tls-key-file', tls.key],
        ],
        ...[['--tls-ca-cert-file', tls.certificate]],
      )
    : ['--port', String(port)]
  const flags = [...secure, '--bind', '127.0.0.1', '--dir', folder, '--save', '']
  const server: ChildProcess = spawn('redis-server', flags, { stdio: 'ignore' })
  const url = `${tls ? 'rediss' : 'redis'}://127.0.0.1:${port}`
  const client = new Redis(url, {
    retryStrategy: () => 50,
    maxRetriesPerRequest: 100,
    ...(tls ? { tls: { rejectUnauthorized: false } } : {}),
  })
  client.on('error', () => {})
  await client.ping()
  client.disconnect()
  return {
    url,
    async stop() {
      const gone = new Promise((resolve) => server.once('exit', resolve))
      server.kill('SIGKILL')
      await gone
      rmSync(folder, { recursive: true, force: true })
    },
  }
}
