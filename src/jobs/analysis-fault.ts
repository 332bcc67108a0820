import { ReadingFault } from '../git/reading-fault.js'
import type { Log } from '../platform/log.js'
import { SourceRefused } from '../repositories/source.js'

/** Why an analysis failed, as its page says it. */
export interface ToldFault {
  code: string
  title: string
  advice: string
}

const kept = 'What was read of it before is kept.'

/**
 * What is told of an error, in our own words.
 * @param wasRead the repository has been read before, and nothing of that is lost
 */
export function asFault(error: unknown, wasRead: boolean, log: Log): ToldFault {
  const { code, title, advice } = told(error, log)
  return { code, title, advice: wasRead ? `${advice} ${kept}` : advice }
}

function told(error: unknown, log: Log): ToldFault {
  if (error instanceof ReadingFault) {
    log.warn({ code: error.code }, 'the repository could not be read')
    return error
  }
  if (error instanceof SourceRefused) {
    return { code: 'refused', title: 'This address may not be read.', advice: error.message }
  }
  log.error({ err: error }, 'analysis failed')
  return {
    code: 'unexpected',
    title: 'Something went wrong while reading this repository.',
    advice: 'Try again. If it happens again, the log of the worker says why.',
  }
}
