// Learns the types of commits from a file of labelled ones and writes models/commit-type.json:
//   npm run -s train-commit-type -- <file.jsonl[.gz]> [--hold-back owner/name,…] [--folds 5] [--dry-run]
//   npm run -s train-commit-type -- <file.jsonl[.gz]> --evaluate
// Repositories held back are never learnt from and judge the weights as written; the others judge
// each other, whole repositories left out. --evaluate judges the weights there are on those
// repositories of the file that they have not learnt from.
import { readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { addFeatures } from '../dist/commit-types/commit-features.js'
import { CommitTypeModel } from '../dist/commit-types/commit-type-model.js'
import { wordsOf } from '../dist/commit-types/commit-words.js'
import { englishOfSpanish } from '../dist/commit-types/spanish-words.js'
import { bestTemperature, confidencePoints } from './commit-type/calibration.mjs'
import { foldsOf, groupOf, readExamples } from './commit-type/examples.mjs'
import { jsonText } from './commit-type/json-text.mjs'
import { judge, table } from './commit-type/judgement.mjs'
import { typeByKeywords, typeByPathsAndKeywords } from './commit-type/keyword-rules.mjs'
import { learnFrom } from './commit-type/model-file.mjs'
import { naturalSubjects } from './commit-type/natural-subjects.mjs'

const weightsPath = join(
  dirname(fileURLToPath(import.meta.url)),
  '..',
  'models',
  'commit-type.json',
)
const { values: options, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    'hold-back': { type: 'string', default: '' },
    folds: { type: 'string', default: '5' },
    evaluate: { type: 'boolean', default: false },
    'dry-run': { type: 'boolean', default: false },
  },
})
if (!positionals[0]) {
  console.error(
    'Usage: train-commit-type <file.jsonl[.gz]> [--hold-back owner/name,…] [--evaluate]',
  )
  process.exit(2)
}

const featuresOf = (subject, files) => {
  const features = new Set()
  addFeatures(subject, files, (family, name) => features.add(`${family}:${name}`))
  return [...features]
}
const inFewWords = (subject) =>
  wordsOf(subject)
    .filter((word) => englishOfSpanish.has(word))
    .join(' ')

const examples = readExamples(positionals[0])
const natural = naturalSubjects(1)
for (const example of examples) {
  example.natural = natural(example)
  // As it stands, with its verb back, and that in the few words which Spanish has an English for.
  const wordings = [example.subject, example.natural, inFewWords(example.natural)]
  example.wordings = wordings
  // And by words alone: commits too large to measure come without files.
  example.features = [
    ...wordings.map((subject) => featuresOf(subject, example.files)),
    featuresOf(example.natural, []),
  ]
}
const sizes = new Map()
for (const { repo } of examples) sizes.set(repo, (sizes.get(repo) ?? 0) + 1)

/** What a model says of examples as they stand (0), with the verb back (1), in few words (2). */
function verdicts(model, list, wording) {
  return list.map(({ groups, wordings, files }) => {
    const told = model.predict(wordings[wording], files)
    return { groups, group: told?.group ?? 'chore', confidence: told?.confidence ?? 0 }
  })
}

/** What the model says behind the cascade's step before it: paths all of one role. */
function withPaths(list, told) {
  return list.map(({ groups, files }, index) => {
    const role = files[0]?.role
    if (!role || files.some((file) => file.role !== role)) return told[index]
    return { groups, group: groupOf(role), confidence: 0.8 }
  })
}

function byRules(list, wording, rules) {
  const judged = list.map(({ groups, wordings, files }) => {
    const type = rules({ subject: wordings[wording], files })
    return { groups, group: groupOf(type), confidence: 0 }
  })
  const { commits, accuracy, macroF1 } = judge(judged)
  return { commits, accuracy, macroF1 }
}

/** Figures of `[model, examples]` by the wording of their subjects and by who answers. */
function figures(parts) {
  const list = parts.flatMap(([, part]) => part)
  const rows = ['stripped', 'natural'].flatMap((name, wording) => {
    const told = parts.flatMap(([model, part]) => verdicts(model, part, wording))
    return [
      [`${name}, keyword rules`, byRules(list, wording, typeByKeywords)],
      [`${name}, paths and keyword rules`, byRules(list, wording, typeByPathsAndKeywords)],
      [`${name}, model`, judge(told)],
      [`${name}, paths and model`, judge(withPaths(list, told))],
    ]
  })
  const few = parts.flatMap(([model, part]) => verdicts(model, part, 2))
  return Object.fromEntries([...rows, ['natural in few words, model', judge(few)]])
}

if (options.evaluate) {
  const file = JSON.parse(readFileSync(weightsPath, 'utf8'))
  const model = new CommitTypeModel(file)
  const unseen = examples.filter(({ repo }) => !file.learntFrom.includes(repo))
  console.log(
    `Repositories not learnt from: ${[...new Set(unseen.map(({ repo }) => repo))].join(', ')}`,
  )
  console.log(table(figures([[model, unseen]])))
  process.exit(0)
}

const heldBack = new Set(options['hold-back'].split(',').filter(Boolean))
const repositories = [...sizes.keys()].filter((repo) => !heldBack.has(repo)).sort()
const ours = examples.filter(({ repo }) => !heldBack.has(repo))
const folds = foldsOf(repositories, sizes, Number(options.folds)).map((left) => [
  learnFrom(ours.filter(({ repo }) => !left.has(repo))),
  ours.filter(({ repo }) => left.has(repo)),
])
const final = learnFrom(ours)

/** What the folds' models are sure of, as it stands and with the verb back, at a temperature. */
const ranked = (temperature, every = 1) =>
  folds.flatMap(([file, part]) => {
    const model = new CommitTypeModel({ ...file, temperature })
    return part
      .filter((_, index) => index % every === 0)
      .flatMap(({ groups, wordings, files }) =>
        wordings.slice(0, 2).map((subject) => {
          const { group, probability } = model.rank(subject, files)
          return { probability, isRight: groups.includes(group) }
        }),
      )
  })
const temperature = bestTemperature((candidate) => ranked(candidate, 5))
const confidence = confidencePoints(ranked(temperature))
const calibrated = (file) => new CommitTypeModel({ ...file, temperature, confidence })

const leftOut = folds.map(([file, part]) => [calibrated(file), part])
const back = examples.filter(({ repo }) => heldBack.has(repo))
const held = [[calibrated(final), back]]
const report = { leftOut: figures(leftOut) }
console.log(`Learnt from, each left out in turn (${folds.length} folds)\n${table(report.leftOut)}`)
report.all = report.leftOut
if (back.length > 0) {
  report.heldBack = figures(held)
  console.log(`\nHeld back: ${[...heldBack].join(', ')}\n${table(report.heldBack)}`)
  report.all = figures([...leftOut, ...held])
  console.log(`\nAll of them, none seen\n${table(report.all)}`)
}

const { scale, features, weights, version, types } = final
const written = {
  ...{ version, date: new Date().toISOString().slice(0, 10) },
  about: 'Weights for src/commit-types/commit-type-model.ts, written by npm run train-commit-type.',
  featuresBy: 'src/analysis/commit-features.ts',
  learntFrom: repositories,
  heldBack: [...heldBack],
  figures: { unit: 'percent, six groups', ...report },
  ...{ types, temperature, confidence, scale, features, weights },
}
if (!options['dry-run']) writeFileSync(weightsPath, `${jsonText(written)}\n`)
console.log(
  `${features.split('\n').length} features, temperature ${temperature}, confidence ${JSON.stringify(confidence)}`,
)
