/**
 * What a commit touches and how much of it, as features for `commit-type-model.ts`:
 *   k:code+test   the roles or kinds of its files together     r:ci     each of them
 *   x:ts          an extension        n:package.json   a file's name in lower case
 *   d:examples    a folder            t:examples       the topmost folder
 *   f:3           number of files     c:code+5 c:code-0 c:code>only   lines added to files of a
 *                 kind, lines removed, their balance
 * Counts are powers of two. Reads 24 files, 6 folders deep.
 */

import type { FileKind, PathRole } from '../files/file-kinds.js'
import type { AddFeature } from './commit-words.js'

/** What of a file's change the features need. */
export interface TouchedFile {
  path: string
  kind: FileKind
  role: PathRole
  additions: number
  deletions: number
}

/** What the words of a commit are crossed with. */
export interface Shape {
  /** The roles or kinds of the files, sorted: `code+test`. */
  kinds: string
  /** Where the change mostly is, in a letter or two. */
  place: string
  /** What is said of its lines of code. */
  codeLines: string[]
}

const fileLimit = 24
const depthLimit = 6
const pathLimit = 400

/** Adds the features of the files a commit touches. */
export function addFiles(files: TouchedFile[], add: AddFeature): Shape {
  const roles = new Set<string>()
  const lines = new Map<string, [added: number, deleted: number]>()
  const read = files.length > fileLimit ? files.slice(0, fileLimit) : files
  let folder: string | null = null
  for (const { path, kind, role, additions, deletions } of read) {
    roles.add(role ?? kind)
    const place = kind === 'code' || kind === 'test' || kind === 'docs' ? kind : 'rest'
    const [added, deleted] = lines.get(place) ?? [0, 0]
    lines.set(place, [added + additions, deleted + deletions])
    folder = addPath(path.slice(-pathLimit).toLowerCase(), folder, add)
  }
  const kinds = [...roles].sort().join('+')
  add('k', kinds)
  add('f', bucket(files.length))
  for (const role of roles) add('r', role)
  for (const [place, counts] of lines) {
    for (const words of inWords(place, counts)) add('c', words)
  }
  const code = lines.get('code')
  return { kinds, place: placeOf(roles), codeLines: code ? inWords('code', code) : [] }
}

/** Adds a path's features, its folders only where they are not those of the path before it. */
function addPath(path: string, before: string | null, add: AddFeature): string {
  const slash = path.lastIndexOf('/')
  const name = path.slice(slash + 1)
  const dot = name.lastIndexOf('.')
  add('n', name)
  add('x', dot > 0 ? name.slice(dot + 1) : '')
  const folder = path.slice(0, Math.max(0, slash))
  if (folder === '' || folder === before) return folder
  let from = 0
  for (let depth = 0; depth < depthLimit && from < slash; depth++) {
    const to = path.indexOf('/', from)
    const one = path.slice(from, to)
    if (depth === 0) add('t', one)
    add('d', one)
    from = to + 1
  }
  return folder
}

function placeOf(roles: Set<string>): string {
  if (roles.has('code')) return roles.has('test') ? 'ct' : 'c'
  if (roles.has('test')) return 't'
  if (roles.has('docs')) return 'd'
  return roles.has('ci') ? 'i' : roles.size > 0 ? 'o' : ''
}

function inWords(place: string, [added, deleted]: [number, number]): string[] {
  return [
    `${place}+${bucket(added)}`,
    `${place}-${bucket(deleted)}`,
    `${place}${balance(added, deleted)}`,
  ]
}

/** 0 for none, else 1 + log2 rounded up: 1, 2, 3 (3-4), 4 (5-8)…; 10 at most. */
function bucket(count: number): string {
  return count <= 0 ? '0' : String(Math.min(10, 1 + Math.ceil(Math.log2(count))))
}

function balance(added: number, deleted: number): string {
  if (deleted === 0) return '>only'
  if (added === 0) return '<only'
  const ratio = added / deleted
  return ratio > 4 ? '>>' : ratio > 1.5 ? '>' : ratio > 0.67 ? '=' : ratio > 0.25 ? '<' : '<<'
}
