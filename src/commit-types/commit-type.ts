/**
 * The type of a commit: the first step that knows, with its source and confidence.
 *   two parents or more                                        merge     merge         1
 *   `Revert "…"`, or a body with "This reverts commit <hash>"  revert    revert        1
 *   a dependency bot's title ("Bump x from 1 to 2", renovate)  deps      dependency    1
 *   Conventional Commits with a scope of deps (chore(deps):)   deps      conventional  1
 *   Conventional Commits 1.0.0, tickets, tags, emoji before it (its own) conventional  1
 *   all paths tests, docs, CI or build files                   (theirs)  paths         0.8
 *   its words and the shape of the change (a learnt model)     (theirs)  model         0.3-0.8
 *   else                                                       other     none          0
 * The body of a squash merge often holds a revert among other commits: where the subject declares
 * another type, the declaration goes before the body.
 */

import type { TouchedFile } from './commit-shape.js'
import { bareSubject } from './commit-subject.js'
import { commitTypeModel } from './commit-type-model.js'
import { type Declaration, readDeclaration } from './conventional.js'

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

const revertTitle = /^Revert\s+["“']/
const revertBody = /^This reverts commit [0-9a-f]{7,64}\b/im
const breakingFooter = /^BREAKING[ -]CHANGE: /m

/** The titles dependabot and renovate give, after an optional `chore(deps): ` or the like. */
const dependencyTitle = [
  /^bump (?:the )?\S+(?: group)?(?: across \d+ director(?:y|ies))?(?: from \S+ to \S+| with \d+ updates?| in \/)/i,
  /^(?:update|pin|roll back|replace) dependenc(?:y|ies) \S/i,
  /^(?:pin dependencies|lock file maintenance)$/i,
]
/** Renovate's other title; people write it too, but not without declaring what it is. */
const looseDependencyTitle = /^update \S+(?: \S+){0,4} to v?\d[\w.-]*(?: \[security\])?$/i
const declaration = /^\w+(?:\([^()]*\))?!?: */
const upkeep = new Set<CommitType>(['chore', 'build', 'ci', 'fix'])
const dependencyScope = /(?:^|[-/ ])(?:deps?|dependencies)(?:$|[-/ ])/i

/** Tells the type of a commit. */
export function typeOf(clues: TypeClues): TypeVerdict {
  const subject = bareSubject(clues.subject)
  const declared = readDeclaration(subject)
  const breaking = (declared?.breaking ?? false) || breakingFooter.test(clues.message)
  const verdict = (type: CommitType, typeSource: TypeSource, typeConfidence: number) => ({
    ...{ type, typeSource, typeConfidence },
    ...{ scope: declared?.scope ?? null, breaking },
  })

  if (clues.parents > 1) return verdict('merge', 'merge', 1)
  const title = subject.replace(declaration, '')
  if (revertTitle.test(title) || (!declared && revertBody.test(clues.message))) {
    return verdict('revert', 'revert', 1)
  }
  if (
    dependencyTitle.some((pattern) => pattern.test(title)) ||
    (!declared && looseDependencyTitle.test(title))
  ) {
    return verdict('deps', 'dependency', 1)
  }
  if (declared) return verdict(declaredType(declared), 'conventional', 1)
  const role = clues.files[0]?.role
  if (role && clues.files.every((file) => file.role === role)) return verdict(role, 'paths', 0.8)
  const told = commitTypeModel().predict(subject, clues.files)
  if (told) return verdict(told.type, 'model', told.confidence)
  return verdict('other', 'none', 0)
}

/** `chore(deps)` and its like are deps; `refactor(deps)` says what was done. */
function declaredType({ type, scope }: Declaration): CommitType {
  return upkeep.has(type) && dependencyScope.test(scope ?? '') ? 'deps' : type
}
