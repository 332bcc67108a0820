import { randomBytes } from 'node:crypto'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { childEnvironment, databaseUrl, readConfig } from '../src/config.js'
import { Problem } from '../src/platform/errors.js'
import { packageRoot } from '../src/platform/root.js'
import { configurationFiles } from '../src/platform/variable-documents.js'
import { neededInProduction, variableNames } from '../src/platform/variables.js'
import { makeCertificate } from './support/certificate.js'

/** 32 bytes as they come from a random source. */
const randomKey = randomBytes(32).toString('base64')

const production = {
  NODE_ENV: 'production',
  DATABASE_URL: 'postgres://owner:pw@db.example.com/codevisto',
  DATABASE_TLS: 'verify',
  REDIS_URL: 'rediss://:pw@redis.example.com:6380',
  REDIS_TLS: 'encrypt',
  MASTER_KEY: randomKey,
  SESSION_SECRET: 'x'.repeat(32),
  APP_URL: 'https://codevisto.example.com',
  SMTP_URL: 'smtps://codevisto:pw@mail.example.com:465',
  MAIL_FROM: 'Codevisto <codevisto@example.com>',
}

function faults(environment: NodeJS.ProcessEnv): string {
  try {
    readConfig(environment)
  } catch (error) {
    expect(error).toBeInstanceOf(Problem)
    return (error as Error).message
  }
  return ''
}

describe('the configuration', () => {
  test('needs nothing on a fresh machine', () => {
    expect(readConfig({})).toMatchObject({
      ...{ isProduction: false, isEmbedded: false, port: 3000, logLevel: 'info' },
      ...{ dataFolder: join(packageRoot, '.data'), appUrlOrigin: 'http://localhost:3000' },
      ...{ ownerUrl: null, appUrl: null, redisUrl: null, outboundAllow: [] },
      ...{ smtpUrl: null, outboxFolder: join(packageRoot, '.data', 'outbox') },
    })
    expect(readConfig({}).analysesAtOnce).toBeGreaterThanOrEqual(1)
  })

  test('is frozen, lists included', () => {
    const config = readConfig({ OUTBOUND_ALLOW: 'https://git.example.com' })
    expect(() => Object.assign(config, { port: 1 })).toThrow(TypeError)
    expect(() => (config.outboundAllow as string[]).push('x')).toThrow(TypeError)
  })

  test('takes an empty value for none', () => {
    const empty = Object.fromEntries(variableNames.map((name) => [name, '']))
    expect(readConfig(empty)).toEqual(readConfig({}))
  })

  test('reads what it is told', () => {
    const config = readConfig({
      ...production,
      ...{ PORT: '8080', CODEVISTO_DATA: 'data', CODEVISTO_EMBEDDED: '1', ANALYSES_AT_ONCE: '3' },
      OUTBOUND_ALLOW: ' http://127.0.0.1:9418 , https://git.example.com,',
    })
    expect(config).toMatchObject({
      ...{ isProduction: true, isEmbedded: true, port: 8080, analysesAtOnce: 3 },
      outboundAllow: ['http://127.0.0.1:9418', 'https://git.example.com'],
      appUrlOrigin: 'https://codevisto.example.com',
      // One credential serves for both roles where there is no other.
      appUrl: production.DATABASE_URL,
    })
    expect(config.dataFolder).toMatch(/^\/.*\/data$/)
  })

  test('keeps the origin of the address only', () => {
    const { appUrlOrigin } = readConfig({ APP_URL: 'https://Codevisto.example.com:443/path/?a#b' })
    expect(appUrlOrigin).toBe('https://codevisto.example.com')
  })

  test.each([
    ['PORT', ['0', '65536', '80.5', 'http', '-1']],
    ['NODE_ENV', ['prod', 'Production']],
    ['DATABASE_URL', ['mysql://a/b', 'nonsense', '/socket']],
    ['REDIS_URL', ['http://redis', 'localhost:6379']],
    [
      'MASTER_KEY',
      [
        'short',
        Buffer.alloc(31).toString('base64'),
        Buffer.alloc(32, 7).toString('base64'),
        Buffer.from('0123456789abcdef'.repeat(2)).toString('base64').slice(0, -4),
        Buffer.from('codevisto'.repeat(4).slice(0, 32)).toString('base64'),
      ],
    ],
    ['DATABASE_TLS', ['yes', 'require']],
    ['DATABASE_CERTIFICATE', ['/etc/ssl/ca.pem', '-----BEGIN CERTIFICATE-----']],
    ['REDIS_CERTIFICATE', ['x']],
    ['SESSION_SECRET', ['x'.repeat(31)]],
    ['APP_URL', ['codevisto.example.com', 'ftp://x']],
    ['MASTER_KEYS_OLD', ['short', `${randomKey},short`]],
    ['SMTP_URL', ['mail.example.com', 'http://mail.example.com']],
    [
      'MAIL_FROM',
      ['Codevisto', 'a@b', 'A <a@example.com>\r\nBcc: b@example.com', 'a@b.example, c@d.example'],
    ],
    ['OUTBOUND_ALLOW', ['git.example.com', 'https://git.example.com/path', '*']],
    ['ANALYSES_AT_ONCE', ['0', '65', 'many']],
    ['LOG_LEVEL', ['loud']],
    ['CODEVISTO_EMBEDDED', ['yes']],
  ])('refuses a wrong %s by its name', (name, values) => {
    for (const value of values) expect(faults({ [name]: value })).toContain(`${name} `)
  })
})

describe('production', () => {
  test('starts with what it needs', () => {
    const { isProduction, outboxFolder } = readConfig(production)
    expect({ isProduction, outboxFolder }).toEqual({ isProduction: true, outboxFolder: null })
  })

  test('needs what the issue of it names', () => {
    expect(neededInProduction.toSorted()).toEqual([
      ...['APP_URL', 'DATABASE_TLS', 'DATABASE_URL', 'MAIL_FROM', 'MASTER_KEY', 'REDIS_TLS'],
      ...['REDIS_URL', 'SESSION_SECRET', 'SMTP_URL'],
    ])
  })

  test.each(neededInProduction)('ASVS 6.3.2, 13.2.3, 13.3.1: does not start without %s', (name) => {
    for (const value of [undefined, '']) {
      expect(faults({ ...production, [name]: value })).toContain(`${name} is missing.`)
    }
  })

  test.each([
    ['REDIS_URL', 'redis://redis.example.com', 'REDIS_URL is not encrypted'],
    ['DATABASE_TLS', 'off', 'DATABASE_TLS cannot be off'],
    ['REDIS_TLS', 'off', 'REDIS_TLS cannot be off'],
    ['REDIS_TLS', 'pin', 'REDIS_CERTIFICATE is missing'],
    ['DATABASE_TLS', 'pin', 'DATABASE_CERTIFICATE is missing'],
  ])('ASVS 12.3.1: does not start with %s %s', (name, value, said) => {
    expect(faults({ ...production, [name]: value })).toContain(said)
  })

  test('takes a certificate on one line', async () => {
    const { certificate } = await makeCertificate('db.example.com')
    const oneLine = certificate.replaceAll(/\r?\n/g, '\\n')
    const told = { ...production, DATABASE_TLS: 'pin', DATABASE_CERTIFICATE: oneLine }
    expect(readConfig(told).databaseTls?.certificate).toContain('\n')
  })

  test('ASVS 2.2.1, 16.2.5: lists every fault at once, by name and without a value', () => {
    const wrong = {
      NODE_ENV: 'production',
      ...{ PORT: '99999', DATABASE_URL: 'mysql://root:hunter2@db', REDIS_URL: 'canary-redis' },
      ...{ MASTER_KEY: 'canary-key', SESSION_SECRET: 'canary-secret', LOG_LEVEL: 'canary-level' },
      ...{ APP_URL: 'http://canary.example.com', OUTBOUND_ALLOW: 'canary-origin' },
    }
    const said = faults(wrong)
    const { NODE_ENV: _, ...rest } = wrong
    for (const name of Object.keys(rest)) expect(said).toContain(name)
    expect(said).not.toMatch(/canary|hunter2|99999/)
    expect(said).toContain('See .env.example.')
  })

  test('ASVS 12.2.1: does not start under plain http', () => {
    const said = faults({ ...production, APP_URL: 'http://codevisto.example.com' })
    expect(said).toContain('APP_URL is not https.')
  })
})

test('ASVS 13.2.1: the database’s address is the running role’s, and its absence a problem', () => {
  const both = { DATABASE_URL: 'postgres://owner@h/d', DATABASE_APP_URL: 'postgres://app@h/d' }
  expect(databaseUrl(readConfig(both))).toBe('postgres://app@h/d')
  expect(() => databaseUrl(readConfig({}))).toThrow('There is no database.')
})

test('ASVS 13.2.2, 13.3.2: a child is told everything but the owner’s credential', () => {
  const told = childEnvironment({ PORT: '8080' })
  expect(told).toMatchObject({ PORT: '8080', PATH: process.env.PATH })
  expect(told).not.toHaveProperty('DATABASE_URL')
})

test.each(configurationFiles())('$path says what is read', ({ path, text }) => {
  if (existsSync(path)) expect(readFileSync(path, 'utf8')).toBe(text)
  for (const name of variableNames) expect(text).toContain(name)
})
