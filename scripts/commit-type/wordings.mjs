import { addFeatures } from '../../dist/commit-types/commit-features.js'
import { wordsOf } from '../../dist/commit-types/commit-words.js'
import { englishOfSpanish } from '../../dist/commit-types/spanish-words.js'
import { readExamples } from './examples.mjs'
import { naturalSubjects } from './natural-subjects.mjs'

/** Which of an example's wordings is which. */
export const wordings = { stripped: 0, natural: 1, few: 2 }

const featuresOf = (subject, files) => {
  const features = new Set()
  addFeatures(subject, files, (family, name) => features.add(`${family}:${name}`))
  return [...features]
}

const inFewWords = (subject) =>
  wordsOf(subject)
    .filter((word) => englishOfSpanish.has(word))
    .join(' ')

/**
 * Reads labelled commits with what is learnt of them: the subject as it stands, with its verb back,
 * that in the few words which Spanish has an English for, and by words alone, because commits too
 * large to measure come without files.
 */
export function readWordedExamples(path) {
  const natural = naturalSubjects(1)
  return readExamples(path).map((example) => {
    const spoken = natural(example)
    const worded = [example.subject, spoken, inFewWords(spoken)]
    const features = [
      ...worded.map((subject) => featuresOf(subject, example.files)),
      featuresOf(spoken, []),
    ]
    return { ...example, wordings: worded, features }
  })
}

/** How many examples each repository has. */
export function sizesOf(examples) {
  const sizes = new Map()
  for (const { repo } of examples) sizes.set(repo, (sizes.get(repo) ?? 0) + 1)
  return sizes
}
