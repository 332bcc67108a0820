import { tmpdir } from 'node:os'
import { analyzeRepository } from '../analysis/analyze-repository.js'
import { readConfig } from '../config.js'
import { ReadingFault } from '../git/reading-fault.js'
import { sweepClones } from '../git/sweep.js'
import type { MeasuredCommit } from '../measures/measured-commit.js'
import { runDoor } from '../platform/door.js'
import { type Asked, readOptions } from './analyze-options.js'
import { usage } from './analyze-usage.js'
import { type CommitOutput, commitOutput } from './commit-output.js'
import { developerIn } from './developer.js'
import { judge } from './judged-commit.js'
import { LineOutput } from './line-output.js'
import { treeMemory } from './process-tree.js'
import { ProgressLine } from './progress-line.js'
import { receiptSentence } from './receipt-sentence.js'
import { type Gapped, SessionGaps } from './session-gaps.js'
import { StageMetrics } from './stage-metrics.js'
import { textStyle } from './text-style.js'

type AskedAnalysis = Extract<Asked, { kind: 'analysis' }>

/** `npm run analyze`: a repository's commits on stdout, in the form asked for; the rest on stderr. */
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

async function analyze(asked: AskedAnalysis): Promise<number> {
  const stopping = new AbortController()
  const stop = () => stopping.abort()
  process.on('SIGINT', stop).on('SIGTERM', stop).on('SIGHUP', stop)
  const { noColor, searchPath } = readConfig()
  const lines = new LineOutput(process.stdout, stop)
  const output = commitOutput(asked.form, lines, textStyle(process.stdout, noColor))
  const gaps = new SessionGaps<MeasuredCommit>((commit) => developerIn(commit).key)
  const progress = new ProgressLine(process.stderr)
  const metrics = asked.metrics ? new StageMetrics(treeMemory) : null
  let commitsRead = 0
  const tellMetrics = () => {
    progress.end()
    for (const line of metrics?.end(commitsRead) ?? []) process.stderr.write(`${line}\n`)
  }
  try {
    metrics?.enter('starting')
    await sweepClones(tmpdir())
    const receipt = await analyzeRepository({
      ...asked,
      ...{ workFolder: tmpdir(), searchPath, signal: stopping.signal },
      onProgress(now) {
        metrics?.enter(now.stage)
        commitsRead = now.commitsRead
        progress.show(now)
      },
      onCommit: (commit) => pass(gaps.take(commit), output) ?? undefined,
    })
    metrics?.enter('finishing')
    await pass(gaps.end(), output)
    output.end(receipt, asked.source)
    await lines.flush()
    tellMetrics()
    if (lines.failure) return explain(lines, null)
    if (asked.form !== 'summary') process.stderr.write(`${receiptSentence(receipt)}\n`)
    return 0
  } catch (error) {
    tellMetrics()
    const code = explain(lines, error)
    // What is gathered for a reader who does not read would keep the process alive.
    if (stopping.signal.aborted) process.exit(code)
    return code
  }
}

/** Prints commits in their order; resolves when more can be printed, null when it can at once. */
function pass(ready: Gapped<MeasuredCommit>[], output: CommitOutput): Promise<void> | null {
  let full: Promise<void> | null = null
  for (const gapped of ready) full = output.take(judge(gapped)) ?? full
  return full
}

/** Says on stderr why there is no result, or not all of it; gives back the exit code. */
function explain(lines: LineOutput, error: unknown): number {
  // Whoever reads has seen enough: no failure of ours.
  if (lines.failure === 'EPIPE') return 0
  if (lines.failure) process.stderr.write('The output could not be written. Is the disk full?\n')
  else if (error instanceof ReadingFault) process.stderr.write(`${error.title}\n${error.advice}\n`)
  else throw error
  return 1
}

await runDoor(main)
