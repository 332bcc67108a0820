import { expect } from 'vitest'
import { SourceRefused } from '../../src/repositories/source.js'

/** What a person reads whose source was refused; "accepted" where it was not. */
export function refusalOf(read: () => unknown): string {
  try {
    read()
  } catch (error) {
    expect(error).toBeInstanceOf(SourceRefused)
    return (error as Error).message
  }
  return 'accepted'
}
