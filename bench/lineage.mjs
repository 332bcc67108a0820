// Who touched which line last, over a window: agreement with `git blame` on a sample of files, and
// the time it takes against `git log -p -U0` of the same window, medians of alternating runs.
//   node bench/lineage.mjs <repository> [12m|all] [files] [runs]          after npm run build
import { execFileSync, spawnSync } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openLocal } from '../dist/git/local-repository.js'
import { readLineage } from '../dist/lineage/read-lineage.js'

const [repository, window = '12m', files = '60', runs = '3'] = process.argv.slice(2)
if (!repository) {
  console.error('Usage: node bench/lineage.mjs <repository> [12m|all] [files] [runs]')
  process.exit(2)
}
const git = (...args) =>
  execFileSync('git', ['-C', repository, ...args], { encoding: 'utf8', maxBuffer: 1 << 30 })

// Twelve months back from the tip, so that a snapshot gives the same window on any day.
const tipSeconds = Number(git('log', '-1', '--format=%ct'))
const since = window === 'all' ? null : new Date((tipSeconds - 365 * 86_400) * 1000)
const age = since ? [`--max-age=${since.getTime() / 1000}`] : []

const folder = await mkdtemp(join(tmpdir(), 'codevisto-bench-'))
const place = {
  ...{ folder, objects: null, searchPath: process.env.PATH, signal: null },
  onGroup() {},
  sharesGroup: false,
}
const local = await openLocal(place, { kind: 'local', path: repository }, null)
place.objects = local.objects

async function read() {
  const found = new Map()
  let [reworked, base, unknown] = [0, 0, 0]
  const begun = performance.now()
  const reading = await readLineage(place, {
    ...{ head: local.head.hash, since, boundary: new Set(), now: new Date() },
    onRework(_, rework) {
      if (rework) reworked += rework.reworkedLines
      if (rework) base += rework.reworkBase
      else unknown++
    },
    onFile: (path, lines) => void found.set(path, lines),
  })
  return { seconds: (performance.now() - begun) / 1000, found, reading, reworked, base, unknown }
}

function log() {
  const begun = performance.now()
  spawnSync('git', ['-C', repository, 'log', '-p', '-U0', '--no-color', ...age], {
    stdio: ['ignore', 'ignore', 'ignore'],
  })
  return (performance.now() - begun) / 1000
}

/** The commit of every line by git's own word; null for lines from before the window. */
function blame(path) {
  const limit = since ? [`--since=@${since.getTime() / 1000}`] : []
  const printed = git('blame', '--porcelain', ...limit, local.head.hash, '--', path)
  const before = new Set()
  const lines = []
  let hash = ''
  for (const line of printed.split('\n')) {
    const [, named] = /^([0-9a-f]{40,64}) \d+ \d+/.exec(line) ?? []
    if (named) {
      hash = named
      lines.push(hash)
    } else if (line === 'boundary' && since) before.add(hash)
  }
  return lines.map((one) => (before.has(one) ? null : one))
}

const [ours, gits] = [[], []]
let last
for (let round = 0; round < Number(runs); round++) {
  gits.push(log())
  last = await read()
  ours.push(last.seconds)
}

// Every so-manieth file of those that are there, so that a second run sees the same ones.
const there = new Set(git('ls-tree', '-r', '-z', '--name-only', local.head.hash).split('\0'))
const touched = [...last.found.keys()].filter((path) => there.has(path)).sort()
const step = Math.max(1, Math.floor(touched.length / Number(files)))
let [lines, same, inWindow, sameInWindow, unknown] = [0, 0, 0, 0, 0]
for (const path of touched.filter((_, index) => index % step === 0)) {
  const runsOfLines = last.found.get(path).flatMap((run) => Array(run.lines).fill(run.origin))
  blame(path).forEach((expected, index) => {
    const origin = runsOfLines[index] ?? 'before'
    const said = origin === 'before' ? null : (origin.hash ?? 'unknown')
    lines++
    if (said === expected) same++
    if (said === 'unknown') unknown++
    if (expected === null) return
    inWindow++
    if (said === expected) sameInWindow++
    else if (process.env.SHOW) console.log(path, index + 1, said, expected)
  })
}
await rm(folder, { recursive: true, force: true })

const median = (values) => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)]
const share = (part, whole) => `${((100 * part) / Math.max(1, whole)).toFixed(2)} %`
const { reading } = last
console.log(`${reading.commits} commits, ${touched.length} files at the tip`)
console.log(`git log -p -U0     ${median(gits).toFixed(2)} s`)
console.log(`lineage            ${median(ours).toFixed(2)} s`)
console.log(`ratio              ${(median(ours) / median(gits)).toFixed(2)}`)
console.log(`peak of Node       ${(process.resourceUsage().maxRSS / 1024).toFixed(0)} MiB`)
console.log(`lines as git blame ${share(same, lines)} of ${lines}, ${unknown} unknown`)
console.log(`… in the window    ${share(sameInWindow, inWindow)} of ${inWindow}`)
console.log(
  `origins known      ${share(reading.linesAsked - reading.linesUnknown, reading.linesAsked)}`,
)
console.log(
  `rework             ${share(last.reworked, last.base)} of ${last.base}, ${last.unknown} commits not known`,
)
