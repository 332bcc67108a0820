import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, onTestFinished, test } from 'vitest'
import { checkSpace, holdFolder, openSecrets } from '../../src/platform/data-folder.js'
import { Problem } from '../../src/platform/errors.js'

function makeFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'codevisto-data-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  return folder
}

describe('the secrets', () => {
  test('ASVS 13.2.3, 13.3.1: are made once, and stay', () => {
    const folder = makeFolder()
    const secrets = openSecrets(folder)
    expect(Buffer.from(secrets.MASTER_KEY, 'base64')).toHaveLength(32)
    expect(secrets.SESSION_SECRET.length).toBeGreaterThanOrEqual(43)
    expect(openSecrets(folder)).toEqual(secrets)
    expect(openSecrets(makeFolder())).not.toEqual(secrets)
  })

  test('are for their owner’s eyes only', () => {
    const folder = makeFolder()
    openSecrets(folder)
    expect(statSync(join(folder, 'secrets.json')).mode & 0o777).toBe(0o600)
  })

  test.each(['', '{"MASTER_KEY":', '{}', '{"MASTER_KEY":"x","SESSION_SECRET":""}', 'null'])(
    'that read %j are a problem, and are not made anew',
    (text) => {
      const folder = makeFolder()
      const file = join(folder, 'secrets.json')
      writeFileSync(file, text)
      expect(() => openSecrets(folder)).toThrow(Problem)
      expect(readFileSync(file, 'utf8')).toBe(text)
    },
  )
})

describe('holding the folder', () => {
  const pidOf = (folder: string) => readFileSync(join(folder, 'start.pid'), 'utf8')

  test('is for one process at a time', () => {
    const folder = makeFolder()
    // Our parent is alive for as long as we are.
    writeFileSync(join(folder, 'start.pid'), String(process.ppid))
    expect(() => holdFolder(folder)).toThrow(/running already .* \(process \d+\)/)
    expect(pidOf(folder)).toBe(String(process.ppid))
  })

  test('is taken over from a process that is gone', () => {
    const folder = makeFolder()
    for (const left of ['4194305', '', 'garbage', '-1', '0']) {
      writeFileSync(join(folder, 'start.pid'), left)
      const letGo = holdFolder(folder)
      expect(pidOf(folder)).toBe(String(process.pid))
      letGo()
      expect(() => pidOf(folder)).toThrow('ENOENT')
    }
  })

  test('may be let go twice', () => {
    const letGo = holdFolder(makeFolder())
    letGo()
    letGo()
  })
})

describe('space', () => {
  test('is enough where there is some', () => {
    checkSpace(makeFolder())
  })

  test.skipIf(process.platform !== 'linux')('is a problem where there is none', () => {
    // The kernel's own file system never has a free block.
    expect(() => checkSpace('/proc')).toThrow('The disk that holds /proc is full.')
  })
})
