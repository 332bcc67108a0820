/**
 * The type of a commit by a multinomial logistic regression, learnt by `train-commit-type`:
 *   score(type) = bias(type) + Σ weight(feature, type)      features: `commit-features.ts`
 *   P(type) = softmax(score / temperature)                  P(group) = Σ P(its types)
 * The answer is the likeliest group's likeliest type. Its confidence follows P(group) along the
 * file's `confidence` points: null below the first (unsure); from 0.6 on at least nine answers in
 * ten were right in their group, on natural subjects of repositories the model had not seen; 0.8
 * at the most, for words are no declaration. Weights are bytes: weight = byte × scale.
 */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { packageRoot } from '../platform/root.js'
import { addFeatures } from './commit-features.js'
import type { TouchedFile } from './commit-shape.js'

/** The types it tells apart. */
export type ModelType =
  | 'feature'
  | 'fix'
  | 'refactor'
  | 'perf'
  | 'test'
  | 'docs'
  | 'style'
  | 'build'
  | 'ci'
  | 'deps'
  | 'chore'

/** What `models/commit-type.json` must hold; it also tells where it comes from and how good it is. */
export interface ModelFile {
  version: 1
  /** Each type with its group, in the order of the weights. */
  types: [type: ModelType, group: string][]
  temperature: number
  /** From P(group) to confidence, both rising; straight lines between. */
  confidence: [probability: number, confidence: number][]
  scale: number
  /** `family:name`, line feeds between them. The bias goes first in the weights, without a name. */
  features: string
  /** Signed bytes in base64, a row of one for each type per feature, the bias first. */
  weights: string
}

export interface Ranking {
  type: ModelType
  group: string
  /** P(group). */
  probability: number
}

export interface Prediction extends Ranking {
  /** 0.3 to 0.8. */
  confidence: number
}

/** Not safe to share between threads, nor needed there: each process has its own. */
export class CommitTypeModel {
  #file: ModelFile
  #rows = new Map<string, Map<string, number>>()
  #weights: Int8Array
  #scores: Float64Array
  /** The round in which a row was last added: a feature counts once however often it comes. */
  #added: Int32Array
  #round = 0
  #groups: string[]
  #groupOf: number[]

  constructor(file: ModelFile) {
    this.#file = file
    this.#weights = new Int8Array(Buffer.from(file.weights, 'base64'))
    this.#scores = new Float64Array(file.types.length)
    this.#added = new Int32Array(this.#weights.length / file.types.length)
    this.#groups = [...new Set(file.types.map(([, group]) => group))]
    this.#groupOf = file.types.map(([, group]) => this.#groups.indexOf(group))
    file.features.split('\n').forEach((feature, index) => {
      const colon = feature.indexOf(':')
      const family = feature.slice(0, colon)
      const names = this.#rows.get(family) ?? new Map<string, number>()
      this.#rows.set(family, names.set(feature.slice(colon + 1), index + 1))
    })
  }

  /** The likeliest type with its confidence; null when nothing is sure enough to tell. */
  predict(subject: string, files: TouchedFile[]): Prediction | null {
    const ranking = this.rank(subject, files)
    const confidence = this.confidence(ranking.probability)
    return confidence === null ? null : { ...ranking, confidence }
  }

  /** The group in which a type is shown. */
  groupOf(type: ModelType): string | null {
    return this.#file.types.find(([one]) => one === type)?.[1] ?? null
  }

  /** What a P(group) is worth: 0.3 to 0.8, null where it is too little to tell. */
  confidence(probability: number): number | null {
    const points = this.#file.confidence
    const above = points.findIndex(([from]) => probability < from)
    if (above === 0) return null
    const [from, low] = points.at(above < 0 ? -1 : above - 1)!
    const [to, high] = points.at(above)!
    const share = to > from ? (probability - from) / (to - from) : 0
    return Math.round((low + share * (high - low)) * 100) / 100
  }

  /** The likeliest type, sure or not. */
  rank(subject: string, files: TouchedFile[]): Ranking {
    const chances = this.#chances(subject, files)
    const sums = this.#groups.map(() => 0)
    for (let type = 0; type < chances.length; type++) sums[this.#groupOf[type]!]! += chances[type]!
    const group = sums.indexOf(Math.max(...sums))
    let best = this.#groupOf.indexOf(group)
    for (let type = best + 1; type < chances.length; type++) {
      if (this.#groupOf[type] === group && chances[type]! > chances[best]!) best = type
    }
    return {
      type: this.#file.types[best]![0],
      group: this.#groups[group]!,
      probability: sums[group]!,
    }
  }

  #chances(subject: string, files: TouchedFile[]): Float64Array {
    const scores = this.#scores
    scores.fill(0)
    this.#round = (this.#round + 1) | 0
    this.#addRow(0)
    addFeatures(subject, files, this.#add)
    const factor = this.#file.scale / this.#file.temperature
    const types = scores.length
    let top = scores[0]!
    for (let type = 1; type < types; type++) if (scores[type]! > top) top = scores[type]!
    let total = 0
    for (let type = 0; type < types; type++) {
      scores[type] = Math.exp((scores[type]! - top) * factor)
      total += scores[type]!
    }
    for (let type = 0; type < types; type++) scores[type]! /= total
    return scores
  }

  #add = (family: string, name: string): void => {
    const row = this.#rows.get(family)?.get(name)
    if (row !== undefined && this.#added[row] !== this.#round) this.#addRow(row)
  }

  #addRow(row: number): void {
    this.#added[row] = this.#round
    const scores = this.#scores
    const weights = this.#weights
    const start = row * scores.length
    for (let type = 0; type < scores.length; type++) scores[type]! += weights[start + type]!
  }
}

let model: CommitTypeModel | null = null

/** The model of this package, read once. */
export function commitTypeModel(): CommitTypeModel {
  if (!model) {
    const text = readFileSync(join(packageRoot, 'models', 'commit-type.json'), 'utf8')
    model = new CommitTypeModel(JSON.parse(text) as ModelFile)
  }
  return model
}
