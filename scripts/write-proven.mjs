// Writes docs/proven.md: what tests prove of the OWASP Application Security Verification Standard, from
// their titles. test/proven.test.ts holds both together.
//   npm run write-proven
import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join, relative } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'

const root = join(dirname(fileURLToPath(import.meta.url)), '..')

/** @param {string} folder @returns {string[]} every test below it */
const tests = (folder) =>
  readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name)
    if (entry.isDirectory()) return tests(path)
    return entry.name.endsWith('.test.ts') ? [path] : []
  })

/** @param {string} row as "8.4.1" */
const sortKey = (row) =>
  row
    .split('.')
    .map((part) => part.padStart(3, '0'))
    .join('.')

/** @param {string} title */
const inWords = (title) =>
  title
    .replace(/\$\{[^}]*\}|%s|%j|\$\w+/g, '…')
    .replaceAll('|', '\\|')
    .replaceAll('<', '&lt;')
    .trim()

/** The page as it should be, whose rows follow from the titles of tests. */
export function provenPage() {
  /** @type {Map<string, Map<string, Set<string>>>} row, then what is proven, then where */
  const rows = new Map()
  for (const path of tests(join(root, 'test'))) {
    for (const [, , numbers, title] of readFileSync(path, 'utf8').matchAll(
      /(['`])ASVS ([\d., ]+): ((?:(?!\1)[^\\\n]|\\.)*)\1/g,
    )) {
      for (const row of numbers.split(',').map((one) => one.trim())) {
        const proven = rows.get(row) ?? new Map()
        const words = inWords(title)
        proven.set(words, (proven.get(words) ?? new Set()).add(relative(root, path)))
        rows.set(row, proven)
      }
    }
  }
  const lines = [...rows]
    .sort(([a], [b]) => sortKey(a).localeCompare(sortKey(b)))
    .flatMap(([row, proven]) =>
      [...proven]
        .sort(([a], [b]) => a.localeCompare(b))
        .map(([words, paths]) => {
          const links = [...paths].sort().map((path) => `[${path.slice(5)}](../${path})`)
          return `| ${row} | ${words} | ${links.join(', ')} |`
        }),
    )
  return [
    '# What tests prove',
    '',
    'Every row names a requirement of the OWASP Application Security Verification Standard 5.0 and a test',
    'that fails when it does not hold. Written from the titles of the tests by `npm run write-proven`; a test',
    'fails while this page is not what they say. [SECURITY.md](../SECURITY.md) tells the same in words.',
    '',
    '| ASVS | what is proven | test |',
    '| ---- | -------------- | ---- |',
    ...lines,
    '',
  ].join('\n')
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  writeFileSync(join(root, 'docs', 'proven.md'), provenPage())
}
