// Compares the complexityDelta of changed code files with lizard's (github.com/terryyin/lizard): the
// decision points it counts in the file after a commit less those before, over sampled commits.
//   node bench/complexity.mjs [--lizard <checkout>] [--commits 500] [--seed 1] [--show 0] <bare repository>...
// after npm run build. Python 3 runs lizard, from the checkout or where `import lizard` finds it.
//
// Three lines for each language:
//   functions   lizard's printed figures: the sum of CCN - 1 over its functions; what stands outside
//               of functions, and functions it does not recognise, are not in them
//   file        every condition lizard's own counter meets in the file, as ours does
//   documented  as `file`, with lizard shown the file without the constructs we are known to count
//               otherwise (see `documented` below; the grammars say why)
import { spawnSync } from 'node:child_process'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'

const { values: options, positionals: repositories } = parseArgs({
  allowPositionals: true,
  options: {
    lizard: { type: 'string' },
    commits: { type: 'string', default: '500' },
    seed: { type: 'string', default: '1' },
    show: { type: 'string', default: '0' },
  },
})
if (repositories.length === 0) {
  console.error('Usage: node bench/complexity.mjs [--lizard <checkout>] <bare repository>...')
  process.exit(2)
}
const bench = dirname(fileURLToPath(import.meta.url))

/** What lizard is not shown, and by language; see the grammars in src/complexity. */
const wildcards = [
  [/<\?>/g, '<A>'],
  [/([<,]\s*)\?(\s+(extends|super)\b)/g, '$1A$2'],
]
const optional = [
  [/\?\./g, '.'],
  [/\?\[/g, '['],
  [/\?(\s*[,)\]>:;={])/g, '$1'],
]
const documented = {
  JavaScript: [[/\?\?/g, '||'], ...optional],
  TypeScript: [[/\?\?/g, '||'], ...optional],
  Java: wildcards,
  'C#': [[/\bforeach\b/g, 'for'], ...optional, [/(\w)\?(\s+\w+\s*[=;{])/g, '$1$2']],
  Rust: [
    [/\bwhere\b/g, 'w'],
    [/\b(impl\b[^{};]*?)\bfor\b/g, '$1'],
    [/\?Sized/g, 'Sized'],
    [/\bfor</g, 'f<'],
  ],
  Ruby: [
    [/\bunless\b/g, 'if'],
    [/(\.|:)(if|for|while|and|or|when|rescue|ensure|unless)\b/g, '$1x'],
  ],
  Scala: [
    [/\bcase (class|object)\b/g, '$1'],
    [/\bdo\b/g, 'd'],
  ],
  PHP: [
    [
      /\?(\\?[A-Z]\w*|int|string|bool|array|float|callable|iterable|self)(\s+[$&.]|\s*[{;])/g,
      '$1$2',
    ],
  ],
}

function run(command, args, input) {
  const done = spawnSync(command, args, {
    input,
    maxBuffer: 2 ** 31 - 1,
    stdio: ['pipe', 'pipe', 'inherit'],
  })
  if (done.status !== 0) throw done.error ?? new Error(`${command} ended with ${done.status}`)
  return done.stdout
}

/** The same numbers for the same seed. */
function randoms(seed) {
  let state = seed >>> 0
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0
    return state / 2 ** 32
  }
}

/** `count` of `list`, one out of each stretch of equal length. */
function spread(list, count) {
  if (list.length <= count) return list
  const random = randoms(Number(options.seed))
  return Array.from({ length: count }, (_, index) => {
    const stretch = list.length / count
    return list[Math.floor((index + random()) * stretch)]
  })
}

/** The content of each object named, null where there is none. */
function contents(repository, names) {
  const bytes = run(
    'git',
    ['--git-dir', repository, 'cat-file', '--batch'],
    `${names.join('\n')}\n`,
  )
  let at = 0
  return names.map(() => {
    const end = bytes.indexOf(10, at)
    const [, type, size] = bytes.toString('utf8', at, end).match(/ (blob) (\d+)$/) ?? []
    if (!type) {
      at = end + 1
      return null
    }
    at = end + 2 + Number(size)
    return bytes.toString('utf8', end + 1, at - 1)
  })
}

/** Every changed code file of the sampled commits, with our delta and its texts before and after. */
function changedFiles(repository) {
  const analyze = join(bench, '..', 'dist', 'cli', 'analyze.js')
  const lines = run(process.execPath, [analyze, repository, '--since', 'all']).toString().trimEnd()
  const commits = lines.split('\n').map((line) => JSON.parse(line))
  const files = spread(
    commits.filter((commit) => commit.skipped === null),
    Number(options.commits),
  ).flatMap(({ hash, files }) =>
    files
      .filter((file) => file.kind === 'code' && file.complexityDelta !== null)
      .filter((file) => file.additions + file.deletions > 0)
      .map((file) => ({ hash, ...file })),
  )
  const names = files.flatMap((file) => [
    `${file.hash}^:${file.renamedFrom ?? file.path}`,
    `${file.hash}:${file.path}`,
  ])
  const texts = contents(repository, names)
  return files.map((file, index) => ({
    ...file,
    before: texts[2 * index] ?? '',
    after: texts[2 * index + 1] ?? '',
  }))
}

function neutral(language, text) {
  const pairs = documented[language] ?? []
  return pairs.reduce((changed, [found, instead]) => changed.replace(found, instead), text)
}

/** Asks lizard for each file before and after, as it is and without what is documented. */
function withLizard(files) {
  const asked = files.flatMap((file) => {
    const name = file.path.slice(file.path.lastIndexOf('/') + 1)
    const texts = [file.before, file.after]
    const both = [...texts, ...texts.map((text) => neutral(file.language, text))]
    return both.map((text) => JSON.stringify([name, text]))
  })
  const script = join(bench, 'lizard-points.py')
  const args = options.lizard ? [script, options.lizard] : [script]
  const told = run('python3', args, asked.join('\n')).toString().trimEnd().split('\n')
  return files.flatMap((file, index) => {
    const points = told.slice(4 * index, 4 * index + 4).map((line) => JSON.parse(line))
    if (points.includes(null)) return []
    const [before, after, plainBefore, plainAfter] = points
    const theirs = {
      functions: after[0] - before[0],
      file: after[1] - before[1],
      documented: plainAfter[1] - plainBefore[1],
    }
    return [{ ...file, theirs }]
  })
}

/** Ranks from 1; equal values share the mean of theirs. */
function ranks(values) {
  const order = values.map((_, index) => index).sort((a, b) => values[a] - values[b])
  const found = new Array(values.length)
  for (let from = 0; from < order.length; ) {
    let to = from
    while (to < order.length && values[order[to]] === values[order[from]]) to++
    for (let at = from; at < to; at++) found[order[at]] = (from + to + 1) / 2
    from = to
  }
  return found
}

/** Spearman: Pearson's correlation of the ranks. */
function rankCorrelation(a, b) {
  const mean = (a.length + 1) / 2
  const [x, y] = [a, b].map((list) => ranks(list).map((rank) => rank - mean))
  const dot = (p, q) => p.reduce((sum, value, index) => sum + value * q[index], 0)
  return dot(x, y) / Math.sqrt(dot(x, x) * dot(y, y))
}

const percent = (part, whole) => `${((100 * part) / whole).toFixed(1)} %`.padStart(8)

function report(name, files) {
  for (const against of ['functions', 'file', 'documented']) {
    const changed = files.filter((file) => file.theirs[against] !== 0)
    const agree = changed.filter(
      (file) => Math.sign(file.complexityDelta) === Math.sign(file.theirs[against]),
    )
    const equal = files.filter((file) => file.complexityDelta === file.theirs[against])
    const theirs = files.map((file) => file.theirs[against])
    const spearman = rankCorrelation(
      files.map((file) => file.complexityDelta),
      theirs,
    )
    console.log(
      `${name.padEnd(12)} ${against.padEnd(11)}${String(files.length).padStart(6)} files` +
        `  sign${percent(agree.length, changed.length)} of ${changed.length}` +
        `  Spearman ${spearman.toFixed(3)}  equal${percent(equal.length, files.length)}`,
    )
  }
}

const files = repositories.flatMap((repository) =>
  withLizard(changedFiles(repository)).map((file) => ({ repository, ...file })),
)
for (const [language, group] of grouped(files)) {
  if (group.length >= 20) report(language, group)
}
if (repositories.length > 1) report('all', files)

function grouped(list) {
  const groups = new Map()
  for (const file of list) groups.set(file.language, [...(groups.get(file.language) ?? []), file])
  return groups
}

const apart = (file) => Math.abs(file.complexityDelta - file.theirs.documented)
const shown = files.filter((file) => apart(file) > 0).sort((a, b) => apart(b) - apart(a))
for (const file of shown.slice(0, Number(options.show))) {
  const { file: whole, documented: plain } = file.theirs
  console.log(
    `${file.repository} ${file.hash} ${file.path}: ${file.complexityDelta}, lizard ${whole}, ${plain}`,
  )
}
