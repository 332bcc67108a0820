import type { CommitType } from '../generated/prisma/enums.js'

/**
 * The six groups in which commit types are shown. Merges stand in none: they are counted apart.
 * A type that is not told ("other") is work nobody named: it counts as a chore.
 */
export const typeGroups = {
  feature: ['feature'],
  fix: ['fix'],
  refactor: ['refactor', 'perf', 'style'],
  test: ['test'],
  docs: ['docs'],
  chore: ['build', 'ci', 'deps', 'chore', 'revert', 'other'],
} as const satisfies Record<string, readonly CommitType[]>

export type TypeGroup = keyof typeof typeGroups

export const typeGroupNames = Object.keys(typeGroups) as TypeGroup[]

/** The group of a type; merges, where they are listed, look like chores. */
export function groupOfType(type: CommitType): TypeGroup {
  return typeGroupNames.find((group) => typeGroups[group].some((one) => one === type)) ?? 'chore'
}

/** The group of the column `c.type`, in SQL. */
export const groupInSql = `CASE ${typeGroupNames
  .map(
    (group) => `WHEN c.type IN (${typeGroups[group].map((type) => `'${type}'`)}) THEN '${group}'`,
  )
  .join(' ')} END`
