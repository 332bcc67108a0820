/**
 * SQL that Prisma's operations cannot say: written once, by name, reviewed, and run only inside a
 * company's transaction, where row security holds it. `$1` is always the company's id.
 */
export interface NamedQuery<Row> {
  readonly name: string
  readonly text: string
  /** Never set: it carries the shape of a row to the type checker. */
  readonly row?: Row
}

const registered = new Map<string, NamedQuery<unknown>>()

/**
 * Registers a query. Its text must hold the company itself as well (`"companyId" = $1`): row security
 * is the second lock, not the first.
 */
export function namedQuery<Row>(name: string, text: string): NamedQuery<Row> {
  if (registered.has(name)) throw new Error(`There are two queries named ${name}.`)
  if (!text.includes('$1')) throw new Error(`The query ${name} does not hold the company ($1).`)
  const query = Object.freeze({ name, text })
  registered.set(name, query)
  return query
}

/** Whether a query was made by {@link namedQuery}; anything else is refused. */
export function isRegistered(query: NamedQuery<unknown>): boolean {
  return registered.get(query.name) === query
}
