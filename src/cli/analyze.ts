import { tmpdir } from 'node:os'
import { type AnalysisReceipt, analyzeRepository } from '../analysis/analyze-repository.js'
import { readConfig } from '../config.js'
import { ReadingFault } from '../git/reading-fault.js'
import { sweepClones } from '../git/sweep.js'
import { runDoor } from '../platform/door.js'
import { type Asked, readOptions, usage } from './analyze-options.js'
import { commitLine } from './commit-line.js'
import { LineOutput } from './line-output.js'
import { ProgressLine } from './progress-line.js'

/** `npm run analyze`: a repository's commits as lines of JSON on stdout, the rest on stderr. */
async function main(): Promise<void> {
  const asked = readOptions(process.argv.slice(2), new Date())
  if (asked.kind === 'help') {
    process.stdout.write(usage)
  } else if (asked.kind === 'mistake') {
    process.stderr.write(`${asked.sentence}\n\n${usage}`)
    process.exitCode = 2
  } else {
    process.exitCode = await analyze(asked)
  }
}

async function analyze(asked: Extract<Asked, { kind: 'analysis' }>): Promise<number> {
  const stopping = new AbortController()
  const stop = () => stopping.abort()
  process.on('SIGINT', stop).on('SIGTERM', stop).on('SIGHUP', stop)
  const output = new LineOutput(process.stdout, stop)
  const progress = new ProgressLine(process.stderr)
  await sweepClones(tmpdir())
  try {
    const receipt = await analyzeRepository({
      ...asked,
      workFolder: tmpdir(),
      searchPath: readConfig().searchPath,
      onProgress: (now) => progress.show(now),
      onCommit: (commit) => output.write(commitLine(commit)) ?? undefined,
      signal: stopping.signal,
    })
    await output.flush()
    progress.end()
    if (output.failure) return explain(output, null)
    process.stderr.write(`${summary(receipt)}\n`)
    return 0
  } catch (error) {
    progress.end()
    const code = explain(output, error)
    // What is gathered for a reader who does not read would keep the process alive.
    if (stopping.signal.aborted) process.exit(code)
    return code
  }
}

/** Says on stderr why there is no result, or not all of it; gives back the exit code. */
function explain(output: LineOutput, error: unknown): number {
  // Whoever reads has seen enough: no failure of ours.
  if (output.failure === 'EPIPE') return 0
  if (output.failure) process.stderr.write('The output could not be written. Is the disk full?\n')
  else if (error instanceof ReadingFault) process.stderr.write(`${error.title}\n${error.advice}\n`)
  else throw error
  return 1
}

function summary(receipt: AnalysisReceipt): string {
  const skipped = Object.entries(receipt.skipped)
    .filter(([, count]) => count > 0)
    .map(([reason, count]) => `${count} ${reason}`)
  const but = skipped.length > 0 ? `, not measured: ${skipped.join(', ')}` : ''
  const incomplete = receipt.windowComplete ? '' : '; the history is cut off inside the window'
  return `${receipt.commitsRead} commits read, ${receipt.measured} measured${but} (${receipt.method})${incomplete}.`
}

await runDoor(main)
