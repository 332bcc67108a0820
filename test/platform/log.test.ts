import { spawnSync } from 'node:child_process'
import { closeSync, openSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { openLog } from '../../src/platform/log.js'
import { logWithin, tellLog } from '../../src/platform/log-context.js'
import { packageRoot } from '../../src/platform/root.js'
import { readableLog } from '../support/log.js'

const canary = 'c4n4ry-s3cret'

describe('a line', () => {
  test('ASVS 16.2.2, 16.2.4: is JSON, with the process’s name', () => {
    const lines: string[] = []
    const log = openLog('worker', 'info', { write: (line) => void lines.push(line) })
    log.info({ request: 1 }, 'hello')
    log.debug('not at this level')
    expect(lines.map((line) => JSON.parse(line))).toMatchObject([
      { name: 'worker', level: 'info', request: 1, msg: 'hello' },
    ])
    expect(JSON.parse(lines[0]!).time).toMatch(/^\d{4}-\d\d-\d\dT[\d:.]+Z$/)
  })

  test('carries what its piece of work is, and nothing of another one', async () => {
    const { log, lines } = readableLog()
    const piece = (request: string, company: string) =>
      logWithin({ request }, async () => {
        log.info('before')
        await new Promise((resolve) => setImmediate(resolve))
        tellLog({ company })
        await Promise.resolve()
        log.child({ analysis: '7' }).info({ ms: 1 }, 'after')
      })
    await Promise.all([piece('a', '1'), piece('b', '2')])
    log.info('outside')
    const told = lines.map((line) => JSON.parse(line))
    const [before, after] = [{ msg: 'before' }, { msg: 'after', analysis: '7', ms: 1 }]
    expect(told.filter(({ request }) => request === 'a')).toMatchObject([
      before,
      { ...after, company: '1' },
    ])
    expect(told.filter(({ request }) => request === 'b')).toMatchObject([
      before,
      { ...after, company: '2' },
    ])
    expect(told.at(-1)).not.toHaveProperty('request')
    expect(told[0]).not.toHaveProperty('company')
  })

  test('is lost, and nothing else, where nobody takes it', async () => {
    const script = `
      const { openLog } = await import('./dist/platform/log.js')
      const log = openLog('web', 'info')
      for (let at = 0; at < 20; at++) {
        log.info({ text: 'x'.repeat(9000) }, 'line')
        await new Promise((done) => setTimeout(done, 5))
      }
      process.stderr.write('still here', () => process.exit(0))`
    // Every write to this file fails as on a full disk.
    const full = openSync('/dev/full', 'w')
    const child = spawnSync(process.execPath, ['--input-type=module', '-e', script], {
      ...{ cwd: packageRoot, encoding: 'utf8', timeout: 20_000, stdio: ['ignore', full, 'pipe'] },
    })
    closeSync(full)
    expect([child.stderr, child.status]).toEqual(['still here', 0])
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
})
