import type { Declaration } from './conventional.js'

const version = '[~^<>=v`]*\\s?(?:\\d+\\.\\d[\\w.+-]*|[0-9a-f]{7,40}\\b)`?'

/** The titles that dependabot, renovate and snyk give, after an optional `chore(deps): `. */
const titles = [
  /^bump (?:the )?\S+(?: group)?(?: across \d+ director(?:y|ies))?(?: from \S+ to \S+| with \d+ updates?| in \/)/i,
  /^bump \S+(?: \S+){0,8} and \S+ in \/\S*$/i,
  new RegExp(
    `^(?:security )?(?:update|upgrade) \\S+(?: requirement)? from ${version} to ${version}`,
    'i',
  ),
  /^(?:update|pin|roll back|replace) dependenc(?:y|ies) \S/i,
  /^(?:pin dependencies|lock file maintenance|update all (?:non-major )?dependencies)$/i,
  /^(?:fix: )?\S+(?: (?:&|and) \S+)? to reduce vulnerabilities$/i,
]

/** Renovate's and greenkeeper's other title; people write it too, for what they made themselves. */
const looseTitle =
  /^update \S+(?: \S+){0,4} to (?:version )?v?(?!(?:19|20)\d\d\b)\d[\w.-]*(?: \[security\])?$/i

/** What bots and people declare a new version of a dependency to be. */
const upkeep = new Set(['chore', 'build', 'ci', 'fix', 'deps'])
const dependencyScope = /(?:^|[-/ ])(?:deps?|dependencies)(?:$|[-/ ])/i

/** Whether a declaration is about dependencies: `chore(deps)`; `refactor(deps)` says what was done. */
export function declaresDependency({ type, scope }: Declaration): boolean {
  return upkeep.has(type) && dependencyScope.test(scope ?? '')
}

/** Whether a title, its declaration taken off, is that of a dependency bot. */
export function isDependencyTitle(title: string, declared: Declaration | null): boolean {
  if (declared && !upkeep.has(declared.type)) return false
  if (titles.some((pattern) => pattern.test(title))) return true
  return (!declared || declared.scope === 'package') && looseTitle.test(title)
}
