import { ComplexityDelta } from '../../src/complexity/complexity.js'
import { grammars } from '../../src/complexity/grammars.js'

/** Decision points of lines that are added together, in a language by its name. */
export function decisionPoints(language: string, text: string): number {
  const complexity = new ComplexityDelta(grammars[language]!)
  for (const line of text.split('\n')) {
    const bytes = Buffer.from(`+${line}\n`)
    complexity.added(bytes, 1, bytes.length - 1)
  }
  return complexity.delta
}
