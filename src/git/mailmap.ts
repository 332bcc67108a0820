import { askGit } from './ask-git.js'
import { runGit } from './git.js'
import type { GitPlace } from './git-environment.js'

/**
 * What git is given to read. It sorts the entries as it meets them and prints a name once a commit:
 * a hostile file could keep it busy for minutes, or make it print gigabytes.
 */
const limits = { bytes: 1 << 20, lines: 100_000, lineBytes: 1024 }

/** A history's own list of names and addresses (gitmailmap(5)): `.mailmap` beside its newest files. */
export interface Mailmap {
  /** The file as git's object, or null where there is none to read. */
  blob: string | null
  /** There is one, too large or too odd to be read. */
  isIgnored: boolean
}

/** The object id of the `.mailmap` of a commit, from the trees alone; null where there is none. */
export async function findMailmap(place: GitPlace, head: string): Promise<string | null> {
  const entry = await askGit(place, ['ls-tree', '--full-tree', head, '--', '.mailmap'])
  // Symbolic links and folders of that name are none.
  return /^100(?:644|755) blob ([0-9a-f]+)\t/.exec(entry ?? '')?.[1] ?? null
}

/** Finds the `.mailmap` of a commit and looks whether git may be given it. Never throws over it. */
export async function readMailmap(place: GitPlace, head: string): Promise<Mailmap> {
  const blob = await findMailmap(place, head)
  if (blob === null) return { blob: null, isIgnored: false }
  const ignored = { blob: null, isIgnored: true }
  // A partial clone may lack the file itself: then its size is not known either.
  const size = Number((await askGit(place, ['cat-file', '-s', blob])) ?? Number.POSITIVE_INFINITY)
  if (size > limits.bytes) return ignored
  const { stdout } = await runGit(place, ['cat-file', 'blob', blob], { limit: limits.bytes })
  const lines = stdout.split('\n')
  const isOdd = lines.length > limits.lines || lines.some((line) => line.length > limits.lineBytes)
  return isOdd ? ignored : { blob, isIgnored: false }
}
