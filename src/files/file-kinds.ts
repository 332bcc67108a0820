/**
 * What a file is for, told by its path; the first that matches:
 *   vendored → generated → test → docs → config (with build and CI) → data → code
 * Only code and test count as code lines; vendored and generated count nowhere but in raw volume.
 * A file also is generated when `@generated` (or Go's sentence) stands in its first lines, as far
 * as the commit at hand adds those. Left out: linguist-generated in .gitattributes.
 */
import type { KindPattern } from './kind-patterns.js'
import * as patterns from './kind-patterns.js'
import { languageOf } from './languages.js'

export type FileKind = 'vendored' | 'generated' | 'test' | 'docs' | 'config' | 'data' | 'code'

/** What commit types are told by when all paths agree; null for none of these. */
export type PathRole = 'test' | 'docs' | 'ci' | 'build' | null

export interface PathFacts {
  kind: FileKind
  role: PathRole
  language: string | null
}

function matches(pattern: KindPattern, path: string, name: string, folders: string[]): boolean {
  if (pattern.name?.test(name) || pattern.path?.test(path)) return true
  return pattern.folder ? folders.some((folder) => pattern.folder?.test(folder)) : false
}

/** The kind, role and language of a path. */
export function factsOf(path: string): PathFacts {
  const lower = path.toLowerCase()
  const folders = lower.split('/')
  const name = folders.pop() ?? ''
  const is = (pattern: KindPattern) => matches(pattern, lower, name, folders)
  const language = languageOf(path)
  const facts = (kind: FileKind, role: PathRole = null) => ({ kind, role, language })

  if (is(patterns.vendored)) return facts('vendored')
  if (is(patterns.generated)) return facts('generated')
  if (is(patterns.test) || patterns.camelCaseTest.test(path)) return facts('test', 'test')
  if (is(patterns.docs) && !patterns.notDocs.test(name)) return facts('docs', 'docs')
  if (is(patterns.ci)) return facts('config', 'ci')
  if (is(patterns.build)) return facts('config', 'build')
  if (is(patterns.config)) return facts('config')
  if (patterns.data.name?.test(name) || (language === null && is(patterns.data))) {
    return facts('data')
  }
  return facts('code')
}
