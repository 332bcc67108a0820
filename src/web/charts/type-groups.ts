import { type TypeGroup, typeGroupNames } from '../../commit-types/type-groups.js'

/**
 * Which of the six colours a group has. The order of the groups is the order of the colours, which
 * was checked as a stack for every kind of colour vision.
 */
export function colourOf(group: TypeGroup): number {
  return typeGroupNames.indexOf(group)
}

/** "feature" → "Feature"; abbreviations stay what they are. */
export function nameOfType(type: string): string {
  if (type === 'ci') return 'CI'
  return type.charAt(0).toUpperCase() + type.slice(1)
}
