import { addFiles, type TouchedFile } from './commit-shape.js'
import { type AddFeature, addWords } from './commit-words.js'

/**
 * Adds everything the model is told of a commit: its words, its shape, and what a word means where
 * the change is, since "fix" in docs is no fix:
 *   v|docs:fix   the first word and the kinds touched    z|add:code>only   … and the lines of code
 *   y|ct:crash   a word and the place of the change
 */
export function addFeatures(subject: string, files: TouchedFile[], add: AddFeature): void {
  const stems = addWords(subject, add)
  const shape = addFiles(files, add)
  const place = `y|${shape.place}`
  for (const stem of stems) add(place, stem)
  const [first] = stems
  if (!first) return
  add(`v|${shape.kinds}`, first)
  for (const lines of shape.codeLines) add(`z|${first}`, lines)
}
