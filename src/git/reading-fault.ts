import { Problem } from '../platform/errors.js'

/** Why an analysis could not be done. */
export type ReadingFaultCode =
  | 'not-a-repository'
  | 'empty-repository'
  | 'needs-credentials'
  | 'not-found'
  | 'unreachable'
  | 'branch-not-found'
  | 'vanished'
  | 'too-old-git'
  | 'no-git'
  | 'disk-full'
  | 'timed-out'
  | 'stopped'
  | 'too-large'
  | 'unreadable'
  | 'git-failed'

/**
 * An analysis that ended without a result: a code for the program, a title (what happened) and an
 * advice (what to do) for people. Always built from our own words: what git printed, an address
 * that may hold a password, or the error underneath never travel in it.
 */
export class ReadingFault extends Problem {
  override name = 'ReadingFault'

  constructor(
    readonly code: ReadingFaultCode,
    title: string,
    advice: string,
  ) {
    super(title, advice)
  }
}

/** The analysis was told to stop. */
export function stopped(): ReadingFault {
  return new ReadingFault('stopped', 'The analysis was stopped.', 'Start it again when you wish.')
}

/** Faults of the analysis, not of a commit: nothing is won by going on to the next one. */
const ofTheWhole: ReadingFaultCode[] = ['stopped', 'no-git', 'disk-full', 'timed-out']

/** Whether a git that read several commits may have ended because of one of them. */
export function isOfOneCommit(error: unknown): error is ReadingFault {
  return error instanceof ReadingFault && !ofTheWhole.includes(error.code)
}
