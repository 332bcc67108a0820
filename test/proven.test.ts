import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { packageRoot } from '../src/platform/root.js'

const page = readFileSync(join(packageRoot, 'docs', 'proven.md'), 'utf8')

test('the page of what tests prove is what their titles say', () => {
  const script =
    "import('./scripts/write-proven.mjs').then((m) => process.stdout.write(m.provenPage()))"
  const written = execFileSync(process.execPath, ['-e', script], {
    cwd: packageRoot,
    encoding: 'utf8',
  })
  // Where it differs: npm run write-proven.
  expect(page).toBe(written)
})

test('it has a row for each of the promises that matter most', () => {
  for (const row of ['8.4.1', '8.2.2', '6.3.1', '11.3.1', '13.3.1', '3.5.1', '16.5.2', '7.4.1']) {
    expect(page).toContain(`| ${row} |`)
  }
})
