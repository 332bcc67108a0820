import picomatch from 'picomatch'
import { Problem } from '../platform/errors.js'

/**
 * A pattern of paths, as an admin writes it: `*` and `?` within a folder, `**` across folders,
 * `{a,b}` and `[abc]`. Everything else is itself. Without a slash it is about file names in every
 * folder (`*.min.js`); a slash at the end means all that is in a folder (`dist/`).
 */
const longest = 200
/** Each further star in one name multiplies the work of a path made to hurt. */
const most = { starsInAName: 3, acrossFolders: 3, choices: 20 }

/** A pattern that is not taken: the sentence says why and what to do. */
export class PatternRefused extends Problem {
  override name = 'PatternRefused'

  constructor(advice: string) {
    super('This pattern is not taken.', advice)
  }
}

/** Whether a path is meant. */
export type PathMatcher = (path: string) => boolean

/** @throws PatternRefused with a sentence for whoever typed it */
export function readPattern(typed: string): { pattern: string; matches: PathMatcher } {
  const trimmed = typed.trim().replace(/^\.?\//, '')
  const pattern = trimmed.endsWith('/') ? `${trimmed}**` : trimmed
  refuseOdd(pattern)
  const literal = pattern.replace(/[\\()+|!@^$"'#]/g, '\\$&')
  const options = { dot: true, nonegate: true, noextglob: true, nocase: false, windows: false }
  // A line feed in a path is a character like any other.
  const matches = picomatch(literal, { ...options, basename: !pattern.includes('/'), flags: 's' })
  return { pattern, matches: (path) => matches(path) }
}

function refuseOdd(pattern: string): void {
  if (pattern === '') throw new PatternRefused('Type a pattern such as dist/** or *.min.js.')
  if (pattern.length > longest) throw new PatternRefused(`Use at most ${longest} characters.`)
  if (/[\0-\x1f\x7f]/.test(pattern)) {
    throw new PatternRefused('Leave out line breaks and other control characters.')
  }
  if (!/[^*?/{},[\].]/.test(pattern)) {
    throw new PatternRefused('It is true of every file: exclude the repository instead.')
  }
  if (pattern.split('/').some((name) => name !== '**' && name.includes('**'))) {
    throw new PatternRefused('Write ** between slashes, as in docs/**, or a single *.')
  }
  const isHeavy =
    pattern.split('/').filter((name) => name === '**').length > most.acrossFolders ||
    pattern.split('/').some((name) => count(name, '*') > most.starsInAName && name !== '**') ||
    count(pattern, ',') > most.choices
  if (isHeavy) {
    throw new PatternRefused('It has too many stars or choices: write several simpler patterns.')
  }
  if (!isBalanced(pattern)) {
    throw new PatternRefused('Close each { and [ once, and put none inside another.')
  }
}

const count = (text: string, sought: string) => text.split(sought).length - 1

/** Braces and brackets that open and close one after the other, never across a slash in brackets. */
function isBalanced(pattern: string): boolean {
  const rest = pattern.replace(/\{[^{}[\]]*\}|\[[^{}[\]/]+\]/g, '')
  return !/[{}[\]]/.test(rest)
}
