import { types } from './examples.mjs'
import { learn } from './logistic.mjs'

/** A feature must stand in so many examples, of so many repositories: no names of one of them. */
const fewestExamples = 15
const fewestRepositories = 5
/** What the subject as it stands, with its verb back, in few words and without files count for. */
const shares = [0.5, 0.5, 0.3, 0.1]
/** Rare groups count for more: weight = (mean size of a group / its size) ^ 0.25. */
const balance = 0.25

/** Learns from `{repo, label, groups, features}`: a row for each wording of an example. */
export function learnFrom(examples) {
  const known = examples.filter(({ label }) => types.some(([type]) => type === label))
  const vocabulary = vocabularyOf(known)
  const counts = new Map()
  for (const { groups } of known) counts.set(groups[0], (counts.get(groups[0]) ?? 0) + 1)
  const rows = known.flatMap(({ label, groups, features }) => {
    const target = types.findIndex(([type]) => type === label)
    const weight = (known.length / counts.size / counts.get(groups[0])) ** balance
    return features.map((names, index) => ({
      features: [0, ...names.flatMap((feature) => vocabulary.get(feature) ?? [])],
      ...{ target, weight: weight * shares[index] },
    }))
  })
  const width = vocabulary.size + 1
  const weights = learn({ rows, width, types: types.length })
  return quantised(weights, [...vocabulary.keys()])
}

function vocabularyOf(examples) {
  const seen = new Map()
  for (const { repo, features } of examples) {
    for (const feature of new Set(features.flat())) {
      const found = seen.get(feature) ?? { examples: 0, repositories: new Set() }
      seen.set(feature, found)
      found.examples++
      found.repositories.add(repo)
    }
  }
  const kept = [...seen]
    .filter(([, found]) => found.examples >= fewestExamples)
    .filter(([, found]) => found.repositories.size >= fewestRepositories)
    .map(([feature]) => feature)
    .sort()
  return new Map(kept.map((feature, index) => [feature, index + 1]))
}

function quantised(weights, names) {
  const largest = weights.reduce((most, weight) => Math.max(most, Math.abs(weight)), 0)
  const scale = largest / 127
  const bytes = Int8Array.from(weights, (weight) => Math.round(weight / scale))
  return {
    ...{
      version: 1,
      types,
      temperature: 1,
      confidence: [
        [0, 0.3],
        [1, 0.8],
      ],
      scale,
    },
    features: names.join('\n'),
    weights: Buffer.from(bytes.buffer).toString('base64'),
  }
}
