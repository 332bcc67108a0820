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

/** What is known of the repository. */
interface Known {
  /** It has been read before, and nothing of that is lost. */
  wasRead: boolean
  /** It is read through a connection. */
  isConnected: boolean
}

/** What git cannot tell apart from a wrong address, where a connection's token was to open it. */
const ofToken: Partial<Record<ReadingFault['code'], ToldFault>> = {
  'needs-credentials': {
    code: 'token-refused',
    title: 'The code host refuses the connection’s token.',
    advice:
      'It may have expired, been revoked, or reach less than before. Open the connection under Settings, Connections: it says what is missing and takes another token.',
  },
  'not-found': {
    code: 'token-refused',
    title: 'The code host does not show this repository to the connection’s token.',
    advice:
      'It may have been deleted, renamed or taken away from the token. Open the connection under Settings, Connections, check its token and read its list of repositories again.',
  },
}

/** What is told of an error, in our own words. */
export function asFault(error: unknown, { wasRead, isConnected }: Known, log: Log): ToldFault {
  const found = told(error, log)
  const { code, title, advice } =
    (isConnected && error instanceof ReadingFault && ofToken[error.code]) || found
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
