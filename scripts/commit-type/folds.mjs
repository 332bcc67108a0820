import { CommitTypeModel } from '../../dist/commit-types/commit-type-model.js'
import { bestTemperature, confidencePoints } from './calibration.mjs'
import { foldsOf } from './examples.mjs'
import { learnFrom } from './model-file.mjs'
import { sizesOf } from './wordings.mjs'

/** `count` pairs of weights and the examples of whole repositories they have not learnt from. */
export function learntFolds(examples, count) {
  const sizes = sizesOf(examples)
  return foldsOf([...sizes.keys()].sort(), sizes, count).map((left) => ({
    file: learnFrom(examples.filter(({ repo }) => !left.has(repo))),
    unseen: examples.filter(({ repo }) => left.has(repo)),
  }))
}

/** The temperature and the confidence points that suit folds, each judged on what it has not seen. */
export function calibrate(folds) {
  // As it stands and with the verb back.
  const ranked = (temperature, every = 1) =>
    folds.flatMap(({ file, unseen }) => {
      const model = new CommitTypeModel({ ...file, temperature })
      return unseen
        .filter((_, index) => index % every === 0)
        .flatMap(({ groups, wordings, files }) =>
          wordings.slice(0, 2).map((subject) => {
            const { group, probability } = model.rank(subject, files)
            return { probability, isRight: groups.includes(group) }
          }),
        )
    })
  const temperature = bestTemperature((candidate) => ranked(candidate, 5))
  return { temperature, confidence: confidencePoints(ranked(temperature)) }
}
