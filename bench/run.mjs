// Every budget against its baseline in one run, at the end as one table. Takes hours on real
// repositories, and says nothing on a machine that does something else beside it.
//   npm run bench -- <bare repository with huge diffs> <bare repository of many merges> [commits]
import { spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const [large, merges, commits = '1000000'] = process.argv.slice(2)
if (!large || !merges || !existsSync(large) || !existsSync(merges)) {
  console.error(
    'Usage: npm run bench -- <bare repository with huge diffs> <bare repository of many merges> [commits]',
  )
  process.exit(2)
}

const here = dirname(fileURLToPath(import.meta.url))
/** Which script is run with what, in the order in which they fail soonest. */
const benches = [
  ['accounts', '200'],
  ['hostile'],
  ['analyze', large, '5'],
  ['window', merges, '12m', '100', '3'],
  ['pages', commits],
  ['clean-up', commits],
  ['load', '30'],
]

const kept = []
/** Runs one and gathers its budgets; a script that fails is a line of its own. */
function run([name, ...args]) {
  console.log(`\n== ${name} ${args.join(' ')}`)
  const child = spawn(process.execPath, [join(here, `${name}.mjs`), ...args], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  let rest = ''
  child.stdout.setEncoding('utf8').on('data', (text) => {
    process.stdout.write(text)
    const lines = (rest + text).split('\n')
    rest = lines.pop()
    kept.push(...lines.filter((line) => line.startsWith('budget  ')))
  })
  return new Promise((resolve) =>
    child.once('close', (code) => {
      if (code !== 0) kept.push(`budget  ${name} ended with ${code}  MISSED`)
      resolve()
    }),
  )
}

for (const bench of benches) await run(bench)
console.log(`\n${kept.map((line) => line.slice('budget  '.length)).join('\n')}`)
process.exitCode = kept.some((line) => line.endsWith('MISSED')) ? 1 : 0
