// Seconds and peak memory of the whole process tree (Node and every git) when `analyze` reads
// repositories made to hurt: trees of up to 1e9 paths, a line of 100 MB, 1.5 GB of zeros.
//   node bench/hostile.mjs                              after npm run build; needs Linux's /proc
import { execFileSync, spawn } from 'node:child_process'
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { budget } from './budget.mjs'

const limitMiB = 512
const analyze = join(dirname(fileURLToPath(import.meta.url)), '..', 'dist', 'cli', 'analyze.js')
const folder = mkdtempSync(join(tmpdir(), 'codevisto-hostile-'))
const who = { NAME: 'Ada', EMAIL: 'ada@example.com', DATE: '1700000000 +0000' }
const env = { PATH: process.env.PATH, GIT_CONFIG_NOSYSTEM: '1', GIT_CONFIG_GLOBAL: '/dev/null' }
for (const [key, value] of Object.entries(who)) {
  env[`GIT_AUTHOR_${key}`] = value
  env[`GIT_COMMITTER_${key}`] = value
}

const git = (cwd, args, input) =>
  execFileSync('git', args, { cwd, env, input, maxBuffer: 1 << 28 })
    .toString('latin1')
    .trim()

/** A repository of one commit for each of these trees. */
function repository(name, ...trees) {
  const path = join(folder, name)
  git(folder, ['init', '--quiet', '--bare', '--initial-branch=main', path])
  const run = (args, input) => git(path, args, input)
  let parent = []
  for (const tree of trees) parent = ['-p', run(['commit-tree', '-m', name, ...parent, tree(run)])]
  run(['update-ref', 'refs/heads/main', parent[1]])
  return path
}

const bomb = (entries, levels) => (run) => {
  let id = run(['hash-object', '-w', '--stdin'], 'x\n')
  for (let level = 0; level < levels; level++) {
    const kind = level === 0 ? '100644 blob' : '040000 tree'
    const names = Array.from(
      { length: entries },
      (_, index) => `n${String(index).padStart(6, '0')}`,
    )
    id = run(['mktree'], names.map((entry) => `${kind} ${id}\t${entry}\n`).join(''))
  }
  return id
}

const file = (content) => (run) =>
  run(['mktree'], `100644 blob ${run(['hash-object', '-w', '--stdin'], content())}\tfile.js\n`)

/** The resident memory of a process and all it started, in MiB; maps of packs are counted too. */
function memoryOf(root) {
  const parents = new Map()
  for (const name of readdirSync('/proc').filter((entry) => /^\d+$/.test(entry))) {
    try {
      const status = readFileSync(`/proc/${name}/status`, 'latin1')
      const number = (key) => Number(new RegExp(`^${key}:\\s+(\\d+)`, 'm').exec(status)?.[1] ?? 0)
      parents.set(Number(name), { parent: number('PPid'), kibibytes: number('VmRSS') })
    } catch {
      // It has just ended.
    }
  }
  const isOurs = (pid) => pid === root || (pid > 1 && isOurs(parents.get(pid)?.parent ?? 0))
  const ours = [...parents].filter(([pid]) => isOurs(pid))
  return ours.reduce((sum, [, { kibibytes }]) => sum + kibibytes, 0) / 1024
}

function measure(path) {
  const begun = performance.now()
  const args = [analyze, path, '--since', 'all']
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'ignore', 'inherit'] })
  let peak = 0
  const watch = setInterval(() => {
    peak = Math.max(peak, memoryOf(child.pid))
  }, 5)
  return new Promise((resolve) => {
    child.on('close', (code) => {
      clearInterval(watch)
      resolve({ code, peak, seconds: (performance.now() - begun) / 1000 })
    })
  })
}

const repositories = [
  ['1e5 paths', bomb(316, 2)],
  ['1e6 paths', bomb(100, 3)],
  ['1e6 paths on top of an ordinary commit', file(() => 'a\n'), bomb(100, 3)],
  ['1e9 paths', bomb(1000, 3)],
  ['a line of 20 MB', file(() => 'x'.repeat(20e6))],
  ['a line of 100 MB', file(() => 'x'.repeat(100e6)), file(() => 'y'.repeat(100e6))],
  ['20 MB of short lines', file(() => 'if\n'.repeat(7e6)), file(() => 'of\n'.repeat(7e6))],
  ['200 MB of zeros', file(() => Buffer.alloc(200e6))],
]
let failed = false
try {
  for (const [name, ...trees] of repositories) {
    const path = repository(name.replaceAll(' ', '-'), ...trees)
    const { code, peak, seconds } = await measure(path)
    const isFine = code === 0 && peak < limitMiB
    failed ||= !isFine
    budget(`memory of the process tree: ${name}`, peak, limitMiB, ' MiB')
    const words = `${seconds.toFixed(1).padStart(6)} s ${peak.toFixed(0).padStart(5)} MiB`
    console.log(
      `${name.padEnd(42)} ${words} ${isFine ? '' : `  ended with ${code}, limit ${limitMiB} MiB`}`,
    )
  }
} finally {
  rmSync(folder, { recursive: true, force: true })
}
process.exitCode = failed ? 1 : 0
