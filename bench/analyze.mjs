// Wall time of `analyze --since all`, with all its measures, against `git log -p -U0 > /dev/null` and
// `git log --numstat > /dev/null` on the same repository, medians of alternating runs; and the peak
// memory of its one Node process, which is what it takes above its gits.
//   node bench/analyze.mjs <repository> [runs]          after npm run build
import { spawn } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { budget } from './budget.mjs'

const [repository, runs = '5'] = process.argv.slice(2)
if (!repository) {
  console.error('Usage: node bench/analyze.mjs <repository> [runs]')
  process.exit(2)
}
const root = join(dirname(fileURLToPath(import.meta.url)), '..')
const analyze = join(root, 'dist', 'cli', 'analyze.js')
// As `npm run analyze` calls it.
const { scripts } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'))
const flags = scripts.analyze.match(/ --[a-z-]+=\d+/g).map((flag) => flag.trim())

/** Runs a command with its output thrown away: seconds, and the peak of its own memory in MiB. */
function run(command, args) {
  const begun = performance.now()
  const child = spawn(command, args, { stdio: ['ignore', 'ignore', 'ignore'] })
  let peak = 0
  const watch = setInterval(() => {
    try {
      const status = readFileSync(`/proc/${child.pid}/status`, 'latin1')
      peak = Number(/VmHWM:\s+(\d+)/.exec(status)?.[1] ?? peak)
    } catch {
      // No /proc, or the process has just ended.
    }
  }, 50)
  return new Promise((resolve, reject) => {
    child.on('error', reject)
    child.on('close', (code) => {
      clearInterval(watch)
      if (code !== 0) reject(new Error(`${command} ended with ${code}`))
      resolve({ seconds: (performance.now() - begun) / 1000, peakMiB: peak / 1024 })
    })
  })
}

const median = (values) => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)]

const commands = {
  'git log -p -U0': ['git', ['-C', repository, 'log', '-p', '-U0', '--no-color']],
  'git log --numstat': ['git', ['-C', repository, 'log', '--numstat', '--no-color']],
  analyze: [process.execPath, [...flags, analyze, repository, '--since', 'all']],
}
const taken = Object.fromEntries(Object.keys(commands).map((name) => [name, []]))
for (let round = 0; round < Number(runs); round++) {
  for (const [name, [command, args]] of Object.entries(commands)) {
    taken[name].push(await run(command, args))
  }
}
const seconds = (name) => median(taken[name].map((one) => one.seconds))
for (const name of Object.keys(commands)) {
  const ratio = seconds('analyze') / seconds(name)
  const said = name === 'analyze' ? '' : `   analyze takes ${ratio.toFixed(2)} of it`
  console.log(`${name.padEnd(18)}${seconds(name).toFixed(2).padStart(8)} s${said}`)
}
const peak = Math.max(...taken.analyze.map((one) => one.peakMiB))
console.log(`peak of Node      ${peak.toFixed(0).padStart(8)} MiB`)
for (const [name, most] of [
  ['git log -p -U0', 1.3],
  ['git log --numstat', 1],
]) {
  if (name in taken) budget(`analyze ÷ ${name}`, seconds('analyze') / seconds(name), most)
}
budget('memory of Node during it', peak, 160, ' MiB')
