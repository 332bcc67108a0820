/**
 * Something a person can do something about: one sentence on what happened, one on what to do.
 * Doors print it and leave; pages show it.
 */
export class Problem extends Error {
  override name = 'Problem'

  constructor(
    readonly title: string,
    readonly advice: string,
  ) {
    super(`${title} ${advice}`)
  }
}

/** The code of a system error such as ENOSPC, or null. */
export function errorCode(error: unknown): string | null {
  if (typeof error !== 'object' || error === null || !('code' in error)) return null
  return typeof error.code === 'string' ? error.code : null
}

/** Any thrown thing as an Error. */
export function asError(thrown: unknown): Error {
  return thrown instanceof Error ? thrown : new Error(String(thrown))
}
