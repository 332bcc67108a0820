import type { CommitType } from './commit-type.js'

/** Conventional Commits 1.0.0, with the blanks people put where none belong. */
const form = /^(?<type>[a-z]+)\s?(?:\((?<scope>[^()\r\n]+)\))?(?<bang>!)?\s?: *(?<description>.+)/i

/** The words people use for a type. A word that is not here is no declaration of a type. */
const aliases: Record<string, CommitType> = {
  feat: 'feature',
  feature: 'feature',
  features: 'feature',
  fix: 'fix',
  fixes: 'fix',
  fixed: 'fix',
  bugfix: 'fix',
  hotfix: 'fix',
  bug: 'fix',
  security: 'fix',
  refactor: 'refactor',
  refact: 'refactor',
  refactoring: 'refactor',
  cleanup: 'refactor',
  perf: 'perf',
  performance: 'perf',
  test: 'test',
  tests: 'test',
  testing: 'test',
  docs: 'docs',
  doc: 'docs',
  documentation: 'docs',
  style: 'style',
  styles: 'style',
  lint: 'style',
  format: 'style',
  build: 'build',
  ci: 'ci',
  deps: 'deps',
  dep: 'deps',
  dependencies: 'deps',
  chore: 'chore',
  chores: 'chore',
  release: 'chore',
  revert: 'revert',
}

/** What a subject declares of its commit. */
export interface Declaration {
  type: CommitType
  scope: string | null
  breaking: boolean
}

/** The type that a word of a declaration or a tag stands for; null for any other word. */
export function typeOfWord(word: string): CommitType | null {
  const known = word.toLowerCase()
  return Object.hasOwn(aliases, known) ? (aliases[known] ?? null) : null
}

/** Reads `type(scope)!: description`; null when the subject is not of that form. */
export function readDeclaration(subject: string): Declaration | null {
  const groups = form.exec(subject)?.groups
  const type = typeOfWord(groups?.type ?? '')
  if (!groups || !type) return null
  return { type, scope: groups.scope?.trim() || null, breaking: groups.bang === '!' }
}
