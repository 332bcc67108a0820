import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { packageRoot } from '../src/platform/root.js'

interface Entry {
  version?: string
  resolved?: string
  optionalDependencies?: Record<string, string>
}

const read = (name: string) => JSON.parse(readFileSync(join(packageRoot, name), 'utf8'))
const manifest = read('package.json')
const lock: Record<string, Entry> = read('package-lock.json').packages

describe('the lock file', () => {
  test('has an entry for every platform, so that npm ci works on all of them', () => {
    const missing = Object.entries(lock).flatMap(([path, { optionalDependencies }]) =>
      Object.keys(optionalDependencies ?? {}).filter(
        (name) => !lock[`node_modules/${name}`] && !lock[`${path}/node_modules/${name}`],
      ),
    )
    expect(missing).toEqual([])
  })

  test('names no registry: packages come from whichever is set up', () => {
    expect(Object.values(lock).filter(({ resolved }) => resolved !== undefined)).toEqual([])
  })
})

describe('the package', () => {
  test('ASVS 15.1.2: pins what it depends on', () => {
    const all = { ...manifest.dependencies, ...manifest.devDependencies }
    const loose = Object.entries(all).filter(([, range]) => /[\^~*]|latest/.test(String(range)))
    expect(loose).toEqual([])
  })

  test('keeps Prisma and its engine at one version', () => {
    const all = { ...manifest.dependencies, ...manifest.devDependencies }
    const versions = Object.entries(all)
      .filter(([name]) => name === 'prisma' || name.startsWith('@prisma/'))
      .map(([, version]) => String(version).split('-')[0])
    expect(new Set(versions)).toEqual(new Set(['7.10.0']))
  })

  test('runs every script right after installing', () => {
    const names = ['start', 'test', 'build', 'migrate', 'analyze', 'database-url', 'audit:verify']
    for (const name of names) {
      expect(manifest.scripts[name]).toMatch(/^node scripts\/setup\.mjs/)
    }
  })
})
