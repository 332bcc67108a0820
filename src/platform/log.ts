import { type DestinationStream, type Logger, pino } from 'pino'

export type Log = Logger

/** Keys whose values never reach a log, at any place down to the third level. */
const secretKeys = [
  'password',
  'passwordHash',
  'token',
  'authorization',
  'cookie',
  '_csrf',
  'secret',
]
const redacted = secretKeys.flatMap((key) => [key, `*.${key}`, `*.*.${key}`])

/** Secrets that stand in the middle of text: credentials in URLs, tokens by their known prefixes. */
const secretText =
  /(\/\/)[^/\s:@"]*:[^/\s"]+@|\b(?:gh[pousr]_|github_pat_|glpat-|ATBB|ATCTT)[\w-]{8,}|\b(?:Bearer|Basic) [\w+/=.-]{8,}/g

/** Takes credentials out of a line, whatever put them there. */
export function scrub(line: string): string {
  return line.replace(secretText, (_, slashes) => (slashes ? '//[secret]@' : '[secret]'))
}

/**
 * A log of JSON lines on stdout, without secrets.
 * @param name the process: web, worker, start
 */
export function openLog(name: string, level: string, destination?: DestinationStream): Log {
  const out = destination ?? pino.destination({ fd: 1, sync: false })
  const scrubbed = { write: (line: string) => void out.write(scrub(line)) }
  return pino({ name, level, redact: { paths: redacted, censor: '[secret]' } }, scrubbed)
}
