import { describe, expect, test } from 'vitest'
import { openLog, scrub } from '../../src/platform/log.js'
import { readableLog } from '../support/log.js'

const canary = 'c4n4ry-s3cret'

describe('a line', () => {
  test('ASVS 16.2.2, 16.2.4: is JSON, with the process’s name', () => {
    const lines: string[] = []
    const log = openLog('worker', 'info', { write: (line) => void lines.push(line) })
    log.info({ request: 1 }, 'hello')
    log.debug('not at this level')
    expect(lines.map((line) => JSON.parse(line))).toMatchObject([
      { name: 'worker', request: 1, msg: 'hello' },
    ])
  })

  test('stays one line, whatever stands in it', () => {
    const { log, lines } = readableLog()
    log.info({ path: '/a\nb\u001b[31m' }, 'a\r\nforged line')
    expect(lines).toHaveLength(1)
    expect(lines[0]?.trimEnd()).not.toMatch(/[\n\r\u001b]/)
  })
})

describe('a secret', () => {
  test.each(['password', 'passwordHash', 'token', 'authorization', 'cookie', '_csrf', 'secret'])(
    'under %s is left out, down to the third level',
    (key) => {
      const { log, lines } = readableLog()
      log.info({ [key]: canary })
      log.info({ a: { [key]: canary } })
      log.info({ a: { b: { [key]: canary } } })
      expect(lines).toHaveLength(3)
      expect(lines.join('')).not.toContain(canary)
      expect(lines.join('')).toContain('[secret]')
    },
  )

  test('in an error’s message or stack is left out', () => {
    const { log, lines } = readableLog()
    const inner = new Error(`fatal: could not read https://user:${canary}@git.example.com/x`)
    log.error({ err: new Error('cloning failed', { cause: inner }) })
    expect(lines.join('')).not.toContain(canary)
    expect(lines.join('')).toContain('git.example.com')
  })

  test.each([
    [`https://user:${canary}@host/x`, 'https://[secret]@host/x'],
    [`https://x-access-token:${canary}@host/x`, 'https://[secret]@host/x'],
    [`postgres://app:${canary}@10.0.0.1:5432/db`, 'postgres://[secret]@10.0.0.1:5432/db'],
    [`rediss://:${canary}@host:6379`, 'rediss://[secret]@host:6379'],
    [`https://user:p@${canary}@host/x`, 'https://[secret]@host/x'],
    [`ghp_${canary}`, '[secret]'],
    [`token github_pat_${canary} refused`, 'token [secret] refused'],
    [`glpat-${canary}`, '[secret]'],
    [`Authorization: Bearer ${canary}`, 'Authorization: [secret]'],
    [`Authorization: Basic ${canary}`, 'Authorization: [secret]'],
  ])('in %s is taken out', (text, scrubbed) => {
    expect(scrub(text)).toBe(scrubbed)
  })

  test.each([
    'GET https://github.com/x/y took 3 ms',
    'http://localhost:3000/a@b',
    'mail ada@example.com: Basic English',
    '{"url":"https://github.com/x","email":"ada:b@example.com"}',
  ])('is not seen in %s', (text) => {
    expect(scrub(text)).toBe(text)
  })
})
