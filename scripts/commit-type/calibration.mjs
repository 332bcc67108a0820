/** Answers less likely than this are guesses, wrong two times in three: it says "other". */
const answerFrom = 0.33
/**
 * The share that must be right of what is answered with a confidence of 0.6 or more. Nine in ten are
 * promised: repositories differ more from these than these from each other.
 */
const right = 0.95

/** `judged` are `{probability, isRight}` of held-out examples, at a temperature of 1. */
export function confidencePoints(judged) {
  const ordered = [...judged].sort((a, b) => b.probability - a.probability)
  let hits = 0
  let sure = 0.99
  ordered.forEach(({ probability, isRight }, index) => {
    hits += isRight
    if (index >= 200 && hits / (index + 1) >= right) sure = probability
  })
  return [
    [answerFrom, 0.3],
    [Math.ceil(sure * 1000) / 1000, 0.6],
    [1, 0.8],
  ]
}

/** The temperature at which what is said to be likely is as likely: the least log loss. */
export function bestTemperature(judgedAt) {
  const losses = Array.from({ length: 17 }, (_, index) => {
    const temperature = Math.round((0.8 + index * 0.1) * 10) / 10
    const loss = judgedAt(temperature).reduce(
      (sum, { probability, isRight }) =>
        sum - Math.log(Math.max(1e-6, isRight ? probability : 1 - probability)),
      0,
    )
    return { temperature, loss }
  })
  return losses.reduce((best, one) => (one.loss < best.loss ? one : best)).temperature
}
