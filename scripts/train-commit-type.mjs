// Learns the types of commits from a file of labelled ones and writes models/commit-type.json:
//   npm run -s train-commit-type -- <file.jsonl[.gz]> [--hold-back owner/name,…] [--folds 5] [--dry-run]
//   npm run -s train-commit-type -- <file.jsonl[.gz]> --evaluate
// Repositories held back are never learnt from and judge the weights as written; the others judge
// each other, whole repositories left out. Without --hold-back those are held back that were the last
// time, as far as the file has them; --hold-back none learns from all. --evaluate judges the weights
// there are on those repositories of the file that they have not learnt from.
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { CommitTypeModel } from '../dist/commit-types/commit-type-model.js'
import { calibrate, learntFolds } from './commit-type/folds.mjs'
import { jsonText } from './commit-type/json-text.mjs'
import { table } from './commit-type/judgement.mjs'
import { learnFrom } from './commit-type/model-file.mjs'
import { figuresOf } from './commit-type/verdicts.mjs'
import { readWordedExamples } from './commit-type/wordings.mjs'

const weightsPath = join(
  dirname(fileURLToPath(import.meta.url)),
  '..',
  'models',
  'commit-type.json',
)
const usage =
  'Usage: train-commit-type <file.jsonl[.gz]> [--hold-back owner/name,…] [--folds 5] [--dry-run] [--evaluate]'

function askedFor() {
  try {
    const { values, positionals } = parseArgs({
      allowPositionals: true,
      options: {
        'hold-back': { type: 'string' },
        folds: { type: 'string', default: '5' },
        evaluate: { type: 'boolean', default: false },
        'dry-run': { type: 'boolean', default: false },
      },
    })
    const folds = Number(values.folds)
    const isUnderstood = positionals.length === 1 && Number.isInteger(folds) && folds > 1
    if (isUnderstood && existsSync(positionals[0]))
      return { ...values, folds, path: positionals[0] }
  } catch {
    // An option that does not exist: the usage says which do.
  }
  console.error(usage)
  process.exit(2)
}

const options = askedFor()
const examples = readWordedExamples(options.path)
const before = existsSync(weightsPath) ? JSON.parse(readFileSync(weightsPath, 'utf8')) : null
const named = (list) => [...new Set(list.map(({ repo }) => repo))].sort()

if (options.evaluate) {
  const unseen = examples.filter(({ repo }) => !before.learntFrom.includes(repo))
  console.log(`Repositories not learnt from: ${named(unseen).join(', ')}`)
  console.log(table(figuresOf([[new CommitTypeModel(before), unseen]])))
  process.exit(0)
}

const asked = options['hold-back']?.split(',').filter((repo) => repo && repo !== 'none')
const heldBack = (asked ?? before?.heldBack ?? []).filter((repo) => named(examples).includes(repo))
const ours = examples.filter(({ repo }) => !heldBack.includes(repo))
const back = examples.filter(({ repo }) => heldBack.includes(repo))

const folds = learntFolds(ours, options.folds)
const calibration = calibrate(folds)
const final = { ...learnFrom(ours), ...calibration }
const leftOut = folds.map(({ file, unseen }) => [
  new CommitTypeModel({ ...file, ...calibration }),
  unseen,
])
const report = { leftOut: figuresOf(leftOut) }
console.log(`Learnt from, each left out in turn (${folds.length} folds)\n${table(report.leftOut)}`)
report.all = report.leftOut
if (back.length > 0) {
  const held = [[new CommitTypeModel(final), back]]
  report.heldBack = figuresOf(held)
  console.log(`\nHeld back: ${heldBack.join(', ')}\n${table(report.heldBack)}`)
  report.all = figuresOf([...leftOut, ...held])
  console.log(`\nAll of them, none seen\n${table(report.all)}`)
}

const { scale, features, weights, version, types, temperature, confidence } = final
const written = {
  ...{ version, date: new Date().toISOString().slice(0, 10) },
  about: 'Weights for src/commit-types/commit-type-model.ts, written by npm run train-commit-type.',
  featuresBy: 'src/commit-types/commit-features.ts',
  learntFrom: named(ours),
  heldBack,
  figures: { unit: 'percent, six groups', ...report },
  ...{ types, temperature, confidence, scale, features, weights },
}
if (!options['dry-run']) writeFileSync(weightsPath, `${jsonText(written)}\n`)
console.log(
  `\n${features.split('\n').length} features, temperature ${temperature}, confidence ${JSON.stringify(confidence)}`,
)
