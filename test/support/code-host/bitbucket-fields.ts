type Tree = { [key: string]: Tree }

function treeOf(paths: string[]): Tree {
  const root: Tree = {}
  for (const path of paths) {
    let place = root
    for (const key of path.split('.')) {
      place[key] ??= {}
      place = place[key]
    }
  }
  return root
}

/** Only what the tree names; a leaf, or `*`, is everything beneath. */
function only(value: unknown, tree: Tree): unknown {
  if (Object.keys(tree).length === 0 || '*' in tree) return value
  if (Array.isArray(value)) return value.map((item) => only(item, tree))
  if (value === null || typeof value !== 'object') return value
  const kept = Object.entries(value).filter(([key]) => key in tree)
  return Object.fromEntries(kept.map(([key, inner]) => [key, only(inner, tree[key]!)]))
}

function without(value: unknown, [key, ...rest]: string[]): unknown {
  if (Array.isArray(value)) return value.map((item) => without(item, [key!, ...rest]))
  if (value === null || typeof value !== 'object') return value
  const entries = Object.entries(value).flatMap(([name, inner]) => {
    if (name !== key) return [[name, inner]]
    return rest.length > 0 ? [[name, without(inner, rest)]] : []
  })
  return Object.fromEntries(entries)
}

/**
 * `fields` as Bitbucket reads it: names keep only themselves, `-name` leaves out, `+name` adds what
 * lists leave out by themselves.
 * @param hidden what this list leaves out unless it is asked for
 */
export function withFields(body: unknown, fields: string | null, hidden: string[]): unknown {
  const asked = (fields ?? '').split(',').filter(Boolean)
  const bare = (sign: string) =>
    asked.filter((one) => one.startsWith(sign)).map((one) => one.slice(1))
  const kept = asked.filter((one) => !/^[+-]/.test(one))
  const named = [...bare('+'), ...kept]
  const isNamed = (path: string) => named.some((one) => `${one}.`.startsWith(`${path}.`))
  const gone = [...bare('-'), ...hidden.filter((path) => !isNamed(path))]
  const rest = gone.reduce((value, path) => without(value, path.split('.')), body)
  return kept.length > 0 ? only(rest, treeOf(kept)) : rest
}
