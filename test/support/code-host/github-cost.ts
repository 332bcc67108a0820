import { type DocumentNode, Kind, type SelectionSetNode, type ValueNode } from 'graphql'

type Variables = Record<string, unknown>

function numberOf(value: ValueNode | undefined, variables: Variables): number | null {
  if (value?.kind === Kind.INT) return Number(value.value)
  if (value?.kind !== Kind.VARIABLE) return null
  const given = variables[value.name.value]
  return typeof given === 'number' ? given : null
}

/**
 * Cost and nodes of a query by GitHub's formula: the requests that filling every connection would
 * take, by a hundred; nodes are what all connections could give.
 */
export function queryCost(document: DocumentNode, variables: Variables) {
  const fragments = new Map(
    document.definitions.flatMap((one) =>
      one.kind === Kind.FRAGMENT_DEFINITION ? [[one.name.value, one.selectionSet] as const] : [],
    ),
  )
  let requests = 0
  let nodes = 0
  const visit = (set: SelectionSetNode | undefined, times: number): void => {
    for (const selection of set?.selections ?? []) {
      if (selection.kind === Kind.FRAGMENT_SPREAD) visit(fragments.get(selection.name.value), times)
      else if (selection.kind === Kind.INLINE_FRAGMENT) visit(selection.selectionSet, times)
      else {
        const size = (selection.arguments ?? [])
          .filter(({ name }) => ['first', 'last'].includes(name.value))
          .map(({ value }) => numberOf(value, variables))
          .find((one) => one !== null)
        if (size != null) {
          requests += times
          nodes += times * size
        }
        visit(selection.selectionSet, times * (size ?? 1))
      }
    }
  }
  for (const one of document.definitions) {
    if (one.kind === Kind.OPERATION_DEFINITION) visit(one.selectionSet, 1)
  }
  return { cost: Math.max(1, Math.round(requests / 100)), nodeCount: nodes }
}
