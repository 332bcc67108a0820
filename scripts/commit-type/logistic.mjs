// Multinomial logistic regression on sparse binary features. Stochastic gradient descent with a
// rate of its own per weight (AdaGrad), weight decay, and features dropped at random while learning:
// a repository not seen lacks words too.

/** Rows are `{features, target, weight}`; row 0 of the weights is the bias, in every example. */
export function learn({
  rows,
  width,
  types,
  epochs = 3,
  rate = 0.05,
  decay = 1e-4,
  dropout = 0.3,
}) {
  const random = randomFrom(7)
  const weights = new Float32Array(width * types)
  const squares = new Float32Array(width * types).fill(1e-6)
  const chances = new Float64Array(types)
  for (let epoch = 0; epoch < epochs; epoch++) {
    for (const { features, target, weight } of shuffled(rows, random)) {
      const seen = features.filter((feature) => feature === 0 || random() >= dropout)
      softmax(weights, seen, chances)
      for (let type = 0; type < types; type++) {
        const error = (chances[type] - (type === target ? 1 : 0)) * weight
        if (Math.abs(error) < 1e-4) continue
        for (const feature of seen) {
          const at = feature * types + type
          const slope = error + decay * weights[at]
          squares[at] += slope * slope
          weights[at] -= (rate * slope) / Math.sqrt(squares[at])
        }
      }
    }
  }
  return weights
}

function softmax(weights, features, chances) {
  chances.fill(0)
  const types = chances.length
  for (const feature of features) {
    for (let type = 0; type < types; type++) chances[type] += weights[feature * types + type]
  }
  const top = Math.max(...chances)
  let total = 0
  for (let type = 0; type < types; type++) {
    chances[type] = Math.exp(chances[type] - top)
    total += chances[type]
  }
  for (let type = 0; type < types; type++) chances[type] /= total
}

function shuffled(rows, random) {
  const order = [...rows]
  for (let at = order.length - 1; at > 0; at--) {
    const other = Math.floor(random() * (at + 1))
    ;[order[at], order[other]] = [order[other], order[at]]
  }
  return order
}

/** Numbers from 0 to 1, the same for the same seed (mulberry32). */
export function randomFrom(seed) {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
}
