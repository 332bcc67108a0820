import { randomBytes } from 'node:crypto'
import { beforeAll, describe, expect, test } from 'vitest'
import { Gate } from '../src/platform/gate.js'
import { neededInProduction } from '../src/platform/variables.js'
import { production } from './support/app.js'
import { Installation } from './support/installation.js'

// Starts the compiled doors: `npm test` compiles them first.

/** What nobody may find in what a process says: every wrong value below holds it. */
const canary = 'c4n4ry'

/** 32 bytes that somebody typed, the canary over and over. */
const typedKey = Buffer.from(canary.repeat(6).slice(0, 32)).toString('base64')

/** Values that are there and are not good enough. */
const weak: [name: string, value: string][] = [
  ['MASTER_KEY', canary],
  ['MASTER_KEY', typedKey],
  ['MASTER_KEYS_OLD', `${randomBytes(32).toString('base64')},${canary}`],
  ['SESSION_SECRET', canary],
  ['APP_URL', `http://${canary}.example.com`],
  ['APP_URL', canary],
  ['DATABASE_URL', `mysql://${canary}@db.example.com/x`],
  ['DATABASE_APP_URL', canary],
  ['DATABASE_TLS', 'off'],
  ['DATABASE_TLS', canary],
  ['DATABASE_CERTIFICATE', canary],
  ['REDIS_URL', `redis://:${canary}@redis.example.com`],
  ['REDIS_URL', canary],
  ['REDIS_TLS', 'off'],
  ['REDIS_CERTIFICATE', canary],
  ['SMTP_URL', `http://${canary}.example.com`],
  ['MAIL_FROM', canary],
]

const cases = [
  ...neededInProduction.map((name): [string, string] => [name, '']),
  ...weak,
  // A certificate that is expected and not given is named itself.
  ['DATABASE_TLS', 'pin'] as [string, string],
]

const doors = ['server.js', 'worker.js'] as const
const keyOf = (door: string, name: string, value: string) => `${door} ${name}=${value}`

describe.each(doors)('ASVS 13.2.3, 13.3.1: in production dist/%s', (door) => {
  const outcomes = new Map<string, { code: number | null; said: string }>()

  beforeAll(async () => {
    const installation = await Installation.make()
    const gate = new Gate(4)
    const start = async ([name, value]: [string, string]) => {
      const run = installation.run(door, [], { ...production, [name]: value })
      outcomes.set(keyOf(door, name, value), { code: await run.ended, said: run.said })
    }
    await Promise.all(cases.map((one) => gate.run(() => start(one))))
    await installation.remove()
  }, 400_000)

  test.each(cases)('does not start with %s="%s", and says so by its name alone', (name, value) => {
    const { code, said } = outcomes.get(keyOf(door, name, value))!
    expect(code).toBe(1)
    expect(said).toContain('The configuration is not usable: ')
    expect(said).toContain(value === 'pin' ? 'DATABASE_CERTIFICATE is missing' : `${name} `)
    expect(said).not.toMatch(/c4n4ry|YzRuNHJ5|\bat \S+ \(/)
    for (const secret of [production.MASTER_KEY, production.SESSION_SECRET]) {
      expect(said).not.toContain(secret)
    }
  })
})
