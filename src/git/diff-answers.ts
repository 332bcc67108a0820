import { drained, type RunningGit, startGit } from './git.js'
import type { GitPlace } from './git-environment.js'
import { memoryMiB } from './memory-limit.js'
import { isOfOneCommit } from './reading-fault.js'

/** What reads git's answers off its output; an answer is complete when the next one begins. */
export interface AnswerReader<Answer> {
  feed(chunk: Buffer): Answer[]
  end(): Answer[]
  /** The answer being read has turned out too large: the rest of it is of no use. */
  readonly isOversized?: boolean
}

/** Thrown and caught here: the next answer is not worth waiting for. */
class Oversized extends Error {}

/** So many questions may go without an answer before the repository counts as broken. */
const mostUnanswered = 1000

/**
 * Asks one `git diff-tree --stdin` line by line and gives back an answer to each, in their order.
 * Where git ends over a question (a file content that is not here, a diff beyond the memory it may
 * use) or its answer is too large, that answer is null and a new git goes on with the next. Whoever reads slowly slows down git, not memory.
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
  while (asked < questions.length) {
    try {
      for await (const answer of answersOfOne(place, args, questions.slice(asked), newReader())) {
        asked++
        yield answer
      }
    } catch (error) {
      if (!isOfOneAnswer(error) || unanswered++ >= mostUnanswered) throw error
      // The answer before the one git died over shows its end only when another begins: either may
      // be the one at hand, so it is asked for by itself.
      const question = questions[asked++] ?? ''
      const isTooLarge = error instanceof Oversized
      yield isTooLarge ? null : await answerAlone(place, args, question, newReader())
    }
  }
}

const isOfOneAnswer = (error: unknown) => error instanceof Oversized || isOfOneCommit(error)

async function answerAlone<Answer>(
  place: GitPlace,
  args: string[],
  question: string,
  reader: AnswerReader<Answer>,
): Promise<Answer | null> {
  try {
    for await (const answer of answersOfOne(place, args, [question], reader)) return answer
  } catch (error) {
    if (!isOfOneAnswer(error)) throw error
  }
  return null
}

async function* answersOfOne<Answer>(
  place: GitPlace,
  args: string[],
  questions: readonly string[],
  reader: AnswerReader<Answer>,
): AsyncGenerator<Answer> {
  const git = startGit(place, args, { memoryMiB: memoryMiB.diff })
  const told = tell(git, questions)
  try {
    for await (const chunk of git.stdout as AsyncIterable<Buffer>) {
      yield* reader.feed(chunk)
      if (reader.isOversized) throw new Oversized()
    }
    await git.finished
    yield* reader.end()
  } finally {
    git.stop()
    await told
  }
}

/** Ends when git takes no more, whatever the reason. */
async function tell(git: RunningGit, questions: readonly string[]): Promise<void> {
  const batch = 256
  for (let next = 0; next < questions.length && !git.stdin.destroyed; next += batch) {
    const lines = questions.slice(next, next + batch)
    if (!git.stdin.write(`${lines.join('\n')}\n`)) await drained(git)
  }
  git.stdin.end()
}
