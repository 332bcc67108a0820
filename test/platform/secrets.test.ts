import { randomBytes } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { openSecretBox } from '../../src/platform/secrets.js'

const key = (fill: number) => Buffer.alloc(32, fill).toString('base64')
const place = { companyId: 1n, column: 'users.totpSecret', id: 23n }
const box = openSecretBox(key(1))

describe('ASVS 11.3.1, 11.3.2, 11.3.3: a secret at rest', () => {
  test('opens again, whatever it holds', () => {
    for (const text of ['', 'JBSWY3DPEHPK3PXP', 'é\0\n:', 'x'.repeat(10_000)]) {
      expect(box.decrypt(box.encrypt(text, place), place)).toBe(text)
    }
  })

  test('says its version and key, and nothing of the text', () => {
    const secret = box.encrypt('canary', place)
    expect(secret).toMatch(/^v1:[0-9a-f]{8}:[\w-]{16}:[\w-]{22}:[\w-]+$/)
    expect(Buffer.from(secret.split(':')[4]!, 'base64url').toString()).not.toContain('canary')
  })

  test('ASVS 11.3.4: has a nonce of its own each time', () => {
    const nonces = Array.from({ length: 500 }, () => box.encrypt('same', place).split(':')[2])
    expect(new Set(nonces).size).toBe(500)
  })

  test.each([
    ['another company', { ...place, companyId: 12n }],
    ['another row', { ...place, id: 3n }],
    ['another column', { ...place, column: 'connections.token' }],
    ['parts that only read alike', { companyId: 1n, column: 'users.totpSecret:2', id: 3n }],
  ])('does not open in %s', (_, elsewhere) => {
    expect(() => box.decrypt(box.encrypt('canary', place), elsewhere)).toThrow()
  })

  test('does not open with one bit changed, in any part', () => {
    const parts = box.encrypt('canary', place).split(':')
    for (const at of [2, 3, 4]) {
      const bytes = Buffer.from(parts[at]!, 'base64url')
      bytes[0]! ^= 1
      const changed = parts.with(at, bytes.toString('base64url')).join(':')
      expect(() => box.decrypt(changed, place), String(at)).toThrow()
    }
  })

  test.each(['', 'v1', 'v2:a:b:c:d', 'v1:00000000:AA:AA:AA', 'plain text', 'v1:::::'])(
    'is not %j',
    (text) => {
      expect(() => box.decrypt(text, place)).toThrow(/secret of ours|not among/)
    },
  )

  test('with a cut tag does not open', () => {
    const parts = box.encrypt('canary', place).split(':')
    parts[3] = Buffer.from(parts[3]!, 'base64url').subarray(0, 4).toString('base64url')
    expect(() => box.decrypt(parts.join(':'), place)).toThrow('no secret of ours')
  })
})

describe('ASVS 11.2.2, 13.3.4: a new master key', () => {
  const old = box.encrypt('canary', place)

  test('opens nothing of the old one alone, and everything beside it', () => {
    expect(() => openSecretBox(key(2)).decrypt(old, place)).toThrow('not among those configured')
    expect(openSecretBox(key(2), [key(1)]).decrypt(old, place)).toBe('canary')
  })

  test('takes a secret over, once', () => {
    const rotating = openSecretBox(key(2), [key(1)])
    const renewed = rotating.renew(old, place)!
    expect(openSecretBox(key(2)).decrypt(renewed, place)).toBe('canary')
    expect(rotating.renew(renewed, place)).toBeNull()
  })

  test('is 32 bytes', () => {
    for (const length of [0, 16, 31, 33]) {
      const wrong = randomBytes(length).toString('base64')
      expect(() => openSecretBox(wrong)).toThrow('not 32 bytes')
      expect(() => openSecretBox(key(1), [wrong])).toThrow('not 32 bytes')
    }
  })
})
