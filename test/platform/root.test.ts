import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { packageRoot } from '../../src/platform/root.js'

test('the root is the package’s own folder, with what it reads from there', () => {
  const { name } = JSON.parse(readFileSync(join(packageRoot, 'package.json'), 'utf8'))
  expect(name).toBe('codevisto')
  for (const folder of ['views', 'public', 'prisma']) {
    expect(existsSync(join(packageRoot, folder))).toBe(true)
  }
})
