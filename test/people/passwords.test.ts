import argon2 from 'argon2'
import { afterEach, describe, expect, test, vi } from 'vitest'
import { decoy, hashPassword, isOutdated, verifyPassword } from '../../src/people/passwords.js'

afterEach(() => {
  vi.restoreAllMocks()
})

const password = 'correct horse battery staple'

describe('ASVS 11.4.2: a hash', () => {
  test('ASVS 11.4.1: is argon2id with 19 MiB, two passes and one lane', async () => {
    const [, kind, version, parameters] = (await hashPassword(password)).split('$')
    expect([kind, version]).toEqual(['argon2id', 'v=19'])
    expect(parameters?.split(',').toSorted()).toEqual(['m=19456', 'p=1', 't=2'])
  })

  test('is another one each time', async () => {
    const [first, second] = await Promise.all([hashPassword(password), hashPassword(password)])
    expect(first).not.toBe(second)
  })

  test('never holds the password', async () => {
    expect(await hashPassword(password)).not.toContain('horse')
  })
})

describe('a password', () => {
  test('ASVS 6.2.8: is right exactly as it was typed', async () => {
    const hash = await hashPassword(` ${password} é`)
    expect(await verifyPassword(hash, ` ${password} é`)).toBe(true)
    const wrong = [`${password} é`, ` ${password} é `, ` ${password.toUpperCase()} é`, '']
    for (const typed of wrong) expect(await verifyPassword(hash, typed)).toBe(false)
    // The same é in two characters is not what was typed.
    expect(await verifyPassword(hash, ` ${password} e\u0301`)).toBe(false)
  })

  test('ASVS 6.2.9: counts to its end, beyond NUL and beyond 72 bytes', async () => {
    const long = 'a'.repeat(200)
    expect(await verifyPassword(await hashPassword(`${long}b`), `${long}c`)).toBe(false)
    expect(await verifyPassword(await hashPassword('one\0two'), 'one\0three')).toBe(false)
  })

  test('ASVS 6.3.8: of nobody is wrong after one verification, like a wrong one of somebody', async () => {
    const hash = await hashPassword(password)
    await verifyPassword(null, 'warms the decoy up')
    const verify = vi.spyOn(argon2, 'verify')
    const hashing = vi.spyOn(argon2, 'hash')
    expect(await verifyPassword(null, password)).toBe(false)
    expect(verify).toHaveBeenCalledTimes(1)
    expect(await verifyPassword(hash, 'wrong')).toBe(false)
    expect(verify).toHaveBeenCalledTimes(2)
    expect(hashing).not.toHaveBeenCalled()
    // Both cost the same: the decoy is hashed with the same parameters.
    const [known, decoy] = verify.mock.calls.map(([encoded]) => encoded.split('$')[3])
    expect(decoy).toBe(known)
  })

  test('of nobody is wrong even if it is the decoy’s', async () => {
    expect(await verifyPassword(null, 'nobody has this password')).toBe(false)
  })
})

test('ASVS 15.1.3: at most four are worked on at once', async () => {
  let running = 0
  let most = 0
  vi.spyOn(argon2, 'verify').mockImplementation(async () => {
    running += 1
    most = Math.max(most, running)
    await new Promise((resolve) => setTimeout(resolve, 5))
    running -= 1
    return true
  })
  await Promise.all(Array.from({ length: 20 }, () => verifyPassword('a hash', password)))
  expect(most).toBe(4)
})

test('the decoy is as dear as a hash of today', () => {
  expect(isOutdated(decoy)).toBe(false)
})
