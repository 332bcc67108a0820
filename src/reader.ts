import { analyzeRepository } from './analysis/analyze-repository.js'
import type { ReaderMessage, ReaderTask } from './analysis/reader-protocol.js'
import { HashSet } from './git/hash-set.js'
import { ReadingFault } from './git/reading-fault.js'
import type { MeasuredCommit } from './measures/measured-commit.js'

/** So many commits or hashes are told at once. */
const batch = 64

/**
 * A reader: one analysis in a process of its own, which its worker starts and ends (jobs/reader-process.ts).
 * What it reads is hostile until proven otherwise: so it is given no way to the database and no secret
 * beyond the header that opens this one repository, and a worker can do away with it, and every git it
 * started, whatever it is doing.
 */
async function main(): Promise<void> {
  const gone = new AbortController()
  // A worker that was killed leaves closed pipes behind: the clone goes too, then.
  process.stdout.on('error', () => gone.abort())
  const { task, known } = await readTask(() => gone.abort())
  const commits: MeasuredCommit[] = []
  const reached: string[] = []
  const rework: Told<'rework'>['commits'] = []
  const files: Told<'ownership'>['files'] = []
  const flush = async () => {
    if (reached.length > 0) await say({ kind: 'reached', hashes: reached.splice(0) })
    if (commits.length > 0) await say({ kind: 'commits', commits: commits.splice(0) })
    if (rework.length > 0) await say({ kind: 'rework', commits: rework.splice(0) })
    if (files.length > 0) await say({ kind: 'ownership', files: files.splice(0) })
  }
  const receipt = await analyzeRepository({
    ...{ source: task.source, branch: null, since: dateOf(task.since) },
    ...{ workFolder: task.workFolder, searchPath: task.searchPath, gits: task.gits },
    known: {
      last: task.last && { ...task.last, committedAt: new Date(task.last.committedAt) },
      isKnown: (hash) => known.has(hash),
      historySince: dateOf(task.historySince),
    },
    sharesGroup: true,
    onFolder: (path) => void say({ kind: 'folder', path }),
    onProgress: (progress) => void say({ kind: 'progress', progress }),
    onHash: (hash) => void reached.push(hash),
    onRework: (hash, of) => {
      rework.push([hash, of])
      return rework.length < batch ? undefined : flush()
    },
    onOwnership: (path, owners) => {
      files.push([path, owners])
      return files.length < batch ? undefined : flush()
    },
    onCommit: (commit) => {
      commits.push(commit)
      return commits.length < batch ? undefined : flush()
    },
    signal: gone.signal,
  })
  await flush()
  await say({ kind: 'done', receipt })
}

type Told<Kind extends ReaderMessage['kind']> = Extract<ReaderMessage, { kind: Kind }>

const dateOf = (text: string | null) => (text === null ? null : new Date(text))

/** Resolves once the message is on its way: a worker that reads slowly slows the reading down. */
function say(message: ReaderMessage): Promise<void> {
  return new Promise((resolve) => {
    process.stdout.write(`${JSON.stringify(message)}\n`, () => resolve())
  })
}

/** Reads the task from stdin, which then stays open for as long as the worker lives. */
function readTask(onGone: () => void): Promise<{ task: ReaderTask; known: HashSet }> {
  return new Promise((resolve, reject) => {
    let given = Buffer.alloc(0)
    let isTold = false
    process.stdin.on('data', (chunk: Buffer) => {
      if (isTold) return
      given = Buffer.concat([given, chunk])
      const end = given.indexOf(10)
      if (end === -1) return
      const task = JSON.parse(given.toString('utf8', 0, end)) as ReaderTask
      const hashes = given.subarray(end + 1)
      if (hashes.length < task.knownBytes) return
      isTold = true
      resolve({ task, known: new HashSet(Buffer.from(hashes), task.hashWidth) })
    })
    process.stdin.on('end', () => {
      onGone()
      reject(new Error('The worker left before it told what to read.'))
    })
  })
}

try {
  await main()
} catch (error) {
  const { code, title, advice } =
    error instanceof ReadingFault
      ? error
      : new ReadingFault('git-failed', 'The reader failed.', 'The log of the worker says more.')
  if (!(error instanceof ReadingFault)) process.stderr.write(`${(error as Error)?.stack}\n`)
  await say({ kind: 'fault', code, title, advice })
}
process.exit(0)
