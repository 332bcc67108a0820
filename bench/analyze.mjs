// Wall time of `analyze --since all` against `git log -p -U0 > /dev/null` on the same repository,
// medians of alternating runs, and the peak memory of the Node process.
//   node bench/analyze.mjs <repository> [runs]          after npm run build
import { spawn } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const [repository, runs = '5'] = process.argv.slice(2)
if (!repository) {
  console.error('Usage: node bench/analyze.mjs <repository> [runs]')
  process.exit(2)
}
const analyze = join(dirname(fileURLToPath(import.meta.url)), '..', 'dist', 'cli', 'analyze.js')

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

const git = []
const ours = []
const log = ['-C', repository, 'log', '-p', '-U0', '--no-color']
for (let round = 0; round < Number(runs); round++) {
  git.push(await run('git', log))
  ours.push(await run(process.execPath, [analyze, repository, '--since', 'all']))
}
const [gitSeconds, ourSeconds] = [git, ours].map((list) => median(list.map((one) => one.seconds)))
console.log(`git log -p -U0   ${gitSeconds.toFixed(2)} s`)
console.log(`analyze          ${ourSeconds.toFixed(2)} s`)
console.log(`ratio            ${(ourSeconds / gitSeconds).toFixed(2)}`)
console.log(`peak of Node     ${Math.max(...ours.map((one) => one.peakMiB)).toFixed(0)} MiB`)
