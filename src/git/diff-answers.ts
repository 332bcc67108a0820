import { drained, type RunningGit, startGit } from './git.js'
import type { GitPlace } from './git-environment.js'
import { memoryMiB } from './memory-limit.js'
import { isOfOneCommit } from './reading-fault.js'

/** What reads git's answers off its output; an answer is complete when the next one begins. */
export interface AnswerReader<Answer> {
  feed(chunk: Buffer): Answer[]
  end(): Answer[]
}

/** So many questions may go without an answer before the repository counts as broken. */
const mostUnanswered = 1000

/**
 * Asks one `git diff-tree --stdin` line by line and gives back an answer to each, in their order.
 * Where git ends over a question (a file content that is not here), that answer is null and a new
 * git goes on with the next. Whoever reads slowly slows down git, not memory.
 * @throws ReadingFault when git cannot be run, is stopped, or fails over too many questions
 */
export async function* answers<Answer>(
  place: GitPlace,
  args: string[],
  questions: readonly string[],
  newReader: () => AnswerReader<Answer>,
): AsyncGenerator<Answer | null> {
  let asked = 0
  let unanswered = 0
  let hasMoved = true
  while (asked < questions.length) {
    try {
      hasMoved = false
      for await (const answer of answersOfOne(place, args, questions, asked, newReader())) {
        asked++
        hasMoved = true
        yield answer
      }
    } catch (error) {
      if (!isOfOneCommit(error) || unanswered++ >= mostUnanswered) throw error
      // Git's last complete answer shows only when the next begins: the question is asked again first.
      if (hasMoved) continue
      asked++
      yield null
    }
  }
}

async function* answersOfOne<Answer>(
  place: GitPlace,
  args: string[],
  questions: readonly string[],
  from: number,
  reader: AnswerReader<Answer>,
): AsyncGenerator<Answer> {
  const git = startGit(place, args, { memoryMiB: memoryMiB.diff })
  const told = tell(git, questions, from)
  try {
    for await (const chunk of git.stdout as AsyncIterable<Buffer>) yield* reader.feed(chunk)
    await git.finished
    yield* reader.end()
  } finally {
    git.stop()
    await told
  }
}

/** Ends when git takes no more, whatever the reason. */
async function tell(git: RunningGit, questions: readonly string[], from: number): Promise<void> {
  const batch = 256
  for (let next = from; next < questions.length && !git.stdin.destroyed; next += batch) {
    const lines = questions.slice(next, next + batch)
    if (!git.stdin.write(`${lines.join('\n')}\n`)) await drained(git)
  }
  git.stdin.end()
}
