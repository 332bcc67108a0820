import { spawn } from 'node:child_process'
import { rm } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import type { AnalysisReceipt } from '../analysis/analyze-repository.js'
import type { AnalysisProgress } from '../analysis/progress.js'
import type { ReaderMessage, ReaderTask } from '../analysis/reader-protocol.js'
import { ReadingFault, type ReadingFaultCode, stopped } from '../git/reading-fault.js'
import type { OwnedLines } from '../lineage/lineage-staging.js'
import type { Rework } from '../lineage/rework.js'
import type { MeasuredCommit } from '../measures/measured-commit.js'
import type { Log } from '../platform/log.js'
import { packageRoot } from '../platform/root.js'
import { type ReaderCaps, watchCaps } from './reader-caps.js'
import { readMessages } from './reader-messages.js'

/** Who takes what a reader finds; it waits for what they return. */
export interface ReaderListener {
  onProgress: (progress: AnalysisProgress) => void
  onReached: (hash: string) => Promise<void>
  onCommit: (commit: MeasuredCommit) => Promise<void>
  onRework: (hash: string, rework: Rework | null) => Promise<void>
  onOwnership: (path: string, owners: OwnedLines[]) => Promise<void>
}

const script = join(packageRoot, 'dist', 'reader.js')

/**
 * What a reader makes is short-lived: a small young generation, and an old one that is looked through
 * before it has doubled, keep a long history in half the memory for a second of work.
 */
const nodeOptions = [
  ...['--max-semi-space-size=8', '--heap-growing-percent=40', '--max-old-space-size=512'],
]

/** What is kept of what a reader says on stderr, in characters. */
const stderrKept = 2_000

/**
 * Runs one analysis in a process group of its own, and ends that group whatever happens: no git
 * outlives it, and no long parse holds up this process's own signs of life.
 * @param known the hashes of commits that are not measured again, ascending, in one piece
 * @throws ReadingFault when there is no result: the reader's own, the cap it went beyond, or 'stopped'
 */
export async function readInProcess(
  task: ReaderTask,
  known: Buffer,
  caps: ReaderCaps,
  listener: ReaderListener,
  { signal, log }: { signal: AbortSignal; log: Log },
): Promise<AnalysisReceipt> {
  if (signal.aborted) throw stopped()
  const child = spawn(process.execPath, [...nodeOptions, script], {
    detached: true,
    env: { PATH: task.searchPath },
    stdio: ['pipe', 'pipe', 'pipe'],
  })
  const group = child.pid
  let folder: string | null = null
  let fault: ReadingFault | null = null
  const end = (why: ReadingFault) => {
    fault ??= why
    killGroup(group)
  }
  const onAbort = () => end(stopped())
  signal.addEventListener('abort', onAbort, { once: true })
  const endWatch = group ? watchCaps(group, caps, () => folder, end) : () => {}
  const closed = new Promise<void>((resolve) => child.on('close', () => resolve()))
  child.on('error', () => end(died()))
  child.stdin.on('error', () => {})
  let stderr = ''
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    stderr = (stderr + text).slice(-stderrKept)
  })
  try {
    child.stdin.write(`${JSON.stringify(task)}\n`)
    child.stdin.write(known)
    let receipt: AnalysisReceipt | null = null
    for await (const message of readMessages(child.stdout)) {
      if (message.kind === 'folder') folder = message.path
      else if (message.kind === 'done') receipt = message.receipt
      else if (message.kind === 'fault') fault ??= toldFault(message)
      else await hear(message, listener)
    }
    if (fault) throw fault
    if (!receipt) throw died()
    return receipt
  } finally {
    signal.removeEventListener('abort', onAbort)
    endWatch()
    killGroup(group)
    await closed
    if (stderr) log.warn({ said: stderr }, 'a reader complained')
    // One that was killed could not tidy up.
    if (folder) await rm(dirname(folder), { recursive: true, force: true, maxRetries: 5 })
  }
}

type Heard = Exclude<ReaderMessage, { kind: 'folder' | 'done' | 'fault' }>

async function hear(message: Heard, listener: ReaderListener): Promise<void> {
  if (message.kind === 'progress') listener.onProgress(message.progress)
  else if (message.kind === 'reached') {
    for (const hash of message.hashes) await listener.onReached(hash)
  } else if (message.kind === 'commits') {
    for (const commit of message.commits) await listener.onCommit(commit)
  } else if (message.kind === 'rework') {
    for (const [hash, rework] of message.commits) await listener.onRework(hash, rework)
  } else {
    for (const [path, owners] of message.files) await listener.onOwnership(path, owners)
  }
}

const toldFault = ({ code, title, advice }: Extract<ReaderMessage, { kind: 'fault' }>) =>
  new ReadingFault(code as ReadingFaultCode, title, advice)

function killGroup(group: number | undefined): void {
  try {
    if (group) process.kill(-group, 'SIGKILL')
  } catch {
    // Already gone.
  }
}

function died(): ReadingFault {
  return new ReadingFault(
    'reader-died',
    'Reading this repository ended unexpectedly.',
    'Try again. If it happens again, the repository may be too large for this machine.',
  )
}
