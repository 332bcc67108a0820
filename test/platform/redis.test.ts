import { describe, expect, test } from 'vitest'
import { connectRedis } from '../../src/platform/redis.js'
import type { Tls } from '../../src/platform/tls.js'
import { certificateFiles, makeCertificate } from '../support/certificate.js'
import { startRedis } from '../support/redis.js'
import { isMissing } from '../support/requirements.js'

const options = { maxRetriesPerRequest: 0, retryStrategy: () => null }

async function ask(url: string, tls: Tls | null): Promise<string> {
  const redis = connectRedis({ url, tls }, options).on('error', () => {})
  try {
    return await redis.ping()
  } catch {
    return 'refused'
  } finally {
    redis.disconnect()
  }
}

describe.skipIf(isMissing('redis'))('ASVS 12.3.1: Redis over TLS', () => {
  test('is reached by the pinned certificate, and by no other', async () => {
    const own = await makeCertificate('redis.example.com')
    const other = await makeCertificate('redis.example.com')
    const redis = await startRedis(certificateFiles(own))
    try {
      expect(redis.url).toMatch(/^rediss:/)
      expect(await ask(redis.url, { mode: 'pin', certificate: own.certificate })).toBe('PONG')
      expect(await ask(redis.url, { mode: 'pin', certificate: other.certificate })).toBe('refused')
      expect(await ask(redis.url, { mode: 'verify', certificate: null })).toBe('refused')
      expect(await ask(redis.url, { mode: 'encrypt', certificate: null })).toBe('PONG')
      expect(await ask(redis.url.replace('rediss:', 'redis:'), null)).toBe('refused')
    } finally {
      await redis.stop()
    }
  })
})
