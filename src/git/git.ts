import { spawn } from 'node:child_process'
import type { Readable, Writable } from 'node:stream'
import { errorCode } from '../platform/errors.js'
import { type GitPlace, gitEnvironment } from './git-environment.js'
import { gitFault, noGit } from './git-fault.js'
import { limitedGit, memoryMiB } from './memory-limit.js'
import { ReadingFault, stopped } from './reading-fault.js'
import type { RemoteSource } from './source.js'

const stderrKept = 4096

/** A running git. Read `stdout` to its end, then await `finished`; `stop` in a finally. */
export interface RunningGit {
  stdin: Writable
  stdout: Readable
  /** Resolves with the tail of stderr when git ended well, rejects with an ReadingFault. */
  finished: Promise<string>
  /** The tail of stderr so far, for a program to look at; never for a person. */
  said: () => string
  stop: () => void
}

/** What a single git may do beyond reading its own repository. */
export interface GitLeave {
  /** Speak to this remote, known to git as `origin`. */
  remote?: RemoteSource
  /** Killed after so many milliseconds. */
  timeLimitMs?: number
  /** Dies when its own memory, files it maps aside, would grow beyond this; where a shell can say so. */
  memoryMiB?: number
}

/**
 * The one place that starts git. simple-git runs the short commands (ask-git.ts); streams and
 * network commands are run here, in a process group of their own, because stopping simple-git
 * leaves git's own children (remote-https, index-pack) alive.
 */
export function startGit(place: GitPlace, args: string[], leave: GitLeave = {}): RunningGit {
  if (place.signal?.aborted) throw stopped()
  const usual = leave.remote ? memoryMiB.network : memoryMiB.walk
  const child = spawn(...limitedGit(args, leave.memoryMiB ?? usual), {
    cwd: place.folder,
    env: gitEnvironment(place, leave.remote ?? null),
    detached: !place.sharesGroup,
    stdio: ['pipe', 'pipe', 'pipe'],
  })
  if (child.pid && !place.sharesGroup) place.onGroup(child.pid)
  let reason: ReadingFault | null = null
  const stop = (why: ReadingFault | null = null) => {
    reason ??= why
    if (!child.pid || child.exitCode !== null || child.signalCode !== null) return
    if (place.sharesGroup) child.kill('SIGKILL')
    else killGroup(child.pid)
  }
  const onAbort = () => stop(stopped())
  place.signal?.addEventListener('abort', onAbort, { once: true })
  const timer = leave.timeLimitMs
    ? setTimeout(() => stop(tookTooLong()), leave.timeLimitMs)
    : undefined
  let stderr = ''
  child.stderr.setEncoding('latin1').on('data', (text: string) => {
    stderr = (stderr + text).slice(-stderrKept)
  })
  // A git that dies early closes its stdin; why it died is told by `finished`.
  child.stdin.on('error', () => {})
  const finished = new Promise<string>((resolve, reject) => {
    child.on('error', (error) => reject(errorCode(error) === 'ENOENT' ? noGit() : gitFault('')))
    child.on('close', (exitCode) => {
      clearTimeout(timer)
      place.signal?.removeEventListener('abort', onAbort)
      if (reason) reject(reason)
      else if (exitCode === 0) resolve(stderr)
      // What a shell says of a program that is not there.
      else if (exitCode === 127) reject(noGit())
      else reject(gitFault(stderr))
    })
  })
  // Awaited only after stdout is read: until then a rejection is not "unhandled".
  finished.catch(() => {})
  return {
    stdin: child.stdin,
    stdout: child.stdout,
    finished,
    said: () => stderr,
    stop: () => stop(),
  }
}

function killGroup(group: number): void {
  try {
    process.kill(-group, 'SIGKILL')
  } catch {
    // Already gone.
  }
}

function tookTooLong(): ReadingFault {
  return new ReadingFault(
    'timed-out',
    'The repository took too long to arrive.',
    'Try again later, or analyse a shorter window.',
  )
}

/**
 * Runs git to its end and gives back what it printed, `limit` bytes at most, read as UTF-8 or byte by
 * byte (latin1).
 */
export async function runGit(
  place: GitPlace,
  args: string[],
  leave: GitLeave & { input?: Iterable<string>; limit?: number; encoding?: 'latin1' } = {},
): Promise<{ stdout: string; stderr: string }> {
  const git = startGit(place, args, leave)
  try {
    for (const line of leave.input ?? []) {
      if (!git.stdin.write(line)) await drained(git)
    }
    git.stdin.end()
    const chunks: Buffer[] = []
    let left = leave.limit ?? 1 << 20
    for await (const chunk of git.stdout as AsyncIterable<Buffer>) {
      if (left > 0) chunks.push(chunk.subarray(0, left))
      left -= chunk.length
    }
    const stderr = await git.finished
    return { stdout: Buffer.concat(chunks).toString(leave.encoding ?? 'utf8'), stderr }
  } finally {
    git.stop()
  }
}

/** Resolves when git's stdin takes more, or when it never will. */
export function drained(git: RunningGit): Promise<void> {
  return new Promise((resolve) => {
    const done = () => {
      git.stdin.off('drain', done).off('close', done).off('error', done)
      resolve()
    }
    git.stdin.on('drain', done).on('close', done).on('error', done)
    if (git.stdin.destroyed) done()
  })
}
