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
  | 'missing-objects'
  | 'capped-time'
  | 'capped-disk'
  | 'capped-memory'
  | 'capped-processes'
  | 'reader-died'
  | 'out-of-memory'
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

/** Faults that one commit can cause; the others end the analysis. */
const ofCommits = new Set<ReadingFaultCode>([
  ...(['missing-objects', 'out-of-memory', 'git-failed', 'vanished'] as const),
])

/** Whether a git that reads several commits may have ended because of one of them. */
export function isOfOneCommit(fault: unknown): fault is ReadingFault {
  return fault instanceof ReadingFault && ofCommits.has(fault.code)
}
