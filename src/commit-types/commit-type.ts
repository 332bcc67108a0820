/**
 * The type of a commit: the first step that knows, with its source and confidence.
 *   two parents or more                                        merge     merge         1
 *   `Revert "…"`, or a body with "This reverts commit <hash>"  revert    revert        1
 *   a dependency bot's title ("Bump x from 1 to 2", renovate)  deps      dependency    1
 *   Conventional Commits with a scope of deps (chore(deps):)   deps      conventional  1
 *   Conventional Commits 1.0.0, tickets, tags, emoji before it (its own) conventional  1
 *   a gitmoji or a tag of that kind before it ([fix] …)        (its own) conventional  0.9
 *   all paths tests, docs, CI or build files                   (theirs)  paths         0.3-0.8
 *   its words and the shape of the change (a learnt model)     (theirs)  model         0.3-0.8
 *   else                                                       other     none          0
 * Paths and words: type-by-shape.ts. The subject of a squashed merge is its pull request's title.
 * The body of a squash merge often holds a revert among other commits: where the subject declares
 * another type, the declaration goes before the body.
 */

import type { TouchedFile } from './commit-shape.js'
import { splitSubject } from './commit-subject.js'
import { titleOf } from './commit-title.js'
import { type CommitTypeModel, commitTypeModel } from './commit-type-model.js'
import { readDeclaration } from './conventional.js'
import { declaresDependency, isDependencyTitle } from './dependency-title.js'
import { hasRevertBody, isRevertTitle } from './revert-forms.js'
import { markedType } from './subject-marks.js'
import { typeByShape } from './type-by-shape.js'

export type CommitType =
  | 'feature'
  | 'fix'
  | 'refactor'
  | 'perf'
  | 'test'
  | 'docs'
  | 'style'
  | 'build'
  | 'ci'
  | 'deps'
  | 'chore'
  | 'revert'
  | 'merge'
  | 'other'

export type TypeSource =
  | 'merge'
  | 'revert'
  | 'dependency'
  | 'conventional'
  | 'paths'
  | 'model'
  | 'none'

export interface TypeVerdict {
  type: CommitType
  typeSource: TypeSource
  typeConfidence: number
  scope: string | null
  breaking: boolean
}

export interface TypeClues {
  parents: number
  subject: string
  message: string
  files: TouchedFile[]
}

const breakingFooter = /^BREAKING[ -]CHANGE: /m
const declaration = /^\w+(?:\([^()]*\))?!?: */
/** An emoji is put quickly, and may be another's habit. */
const markConfidence = 0.9

/** Tells the type of a commit; `model` is another than the package's where models are compared. */
export function typeOf(clues: TypeClues, model?: CommitTypeModel): TypeVerdict {
  const { parents, message, files } = clues
  const { marks, bare } = splitSubject(titleOf(clues.subject, message))
  const declared = readDeclaration(bare)
  const breaking = (declared?.breaking ?? false) || breakingFooter.test(message)
  const verdict = (type: CommitType, typeSource: TypeSource, typeConfidence: number) => ({
    ...{ type, typeSource, typeConfidence },
    ...{ scope: declared?.scope ?? null, breaking },
  })

  if (parents > 1) return verdict('merge', 'merge', 1)
  const title = bare.replace(declaration, '')
  if (isRevertTitle(title) || (!declared && hasRevertBody(message))) {
    return verdict('revert', 'revert', 1)
  }
  if (isDependencyTitle(title, declared)) return verdict('deps', 'dependency', 1)
  if (declared) {
    return verdict(declaresDependency(declared) ? 'deps' : declared.type, 'conventional', 1)
  }
  const marked = markedType(marks)
  if (marked) return verdict(marked, 'conventional', markConfidence)
  const told = typeByShape(bare, files, model ?? commitTypeModel())
  if (told) return verdict(told.type, told.source, told.confidence)
  return verdict('other', 'none', 0)
}
