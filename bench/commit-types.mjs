// How good commit types are on repositories never seen: the cascade against thirty lines of keyword
// rules, whole repositories left out, and what a confidence of 0.6 is worth on natural subjects.
//   node bench/commit-types.mjs <file.jsonl[.gz]> [folds]          after npm run build
// Weights are learnt anew for each fold, and their calibration from the other folds; 5 folds take a
// minute. The file's form: scripts/commit-type/examples.mjs. Ends with 1 where a promise is not kept.
import { CommitTypeModel } from '../dist/commit-types/commit-type-model.js'
import { commonRole } from '../dist/commit-types/type-by-shape.js'
import { groupOf } from '../scripts/commit-type/examples.mjs'
import { calibrate, learntFolds } from '../scripts/commit-type/folds.mjs'
import { judge, table } from '../scripts/commit-type/judgement.mjs'
import { typeByKeywords } from '../scripts/commit-type/keyword-rules.mjs'
import { cascadeVerdicts, modelVerdicts, ruleVerdicts } from '../scripts/commit-type/verdicts.mjs'
import { readWordedExamples, wordings } from '../scripts/commit-type/wordings.mjs'

const [path, count = '5'] = process.argv.slice(2)
if (!path || !(Number(count) > 1)) {
  console.error('Usage: node bench/commit-types.mjs <file.jsonl[.gz]> [folds]')
  process.exit(2)
}

const examples = readWordedExamples(path)
const folds = learntFolds(examples, Number(count))
const parts = folds.map((own) => {
  const calibration = calibrate(folds.filter((fold) => fold !== own))
  return [new CommitTypeModel({ ...own.file, ...calibration }), own.unseen]
})
const list = parts.flatMap(([, unseen]) => unseen)
const verdictsBy = (verdicts, wording) =>
  parts.flatMap(([model, unseen]) => verdicts(model, unseen, wording))

const promises = []
const promise = (words, value, least) => promises.push({ words, value, least })

const rows = {}
for (const name of ['stripped', 'natural']) {
  const rules = judge(ruleVerdicts(typeByKeywords, list, wordings[name]))
  const cascade = judge(verdictsBy(cascadeVerdicts, wordings[name]))
  const { commits, accuracy, macroF1 } = rules
  rows[`${name}, keyword rules`] = { commits, accuracy, macroF1 }
  rows[`${name}, model`] = judge(verdictsBy(modelVerdicts, wordings[name]))
  rows[`${name}, cascade`] = cascade
  promise(`accuracy above keyword rules, ${name}`, cascade.accuracy - rules.accuracy, 12)
  promise(`macro-F1 above keyword rules, ${name}`, cascade.macroF1 - rules.macroF1, 12)
}
const natural = verdictsBy(cascadeVerdicts, wordings.natural)
promise('right of what is told at 0.6 or more, natural', judge(natural).precision, 90)
console.log(`${count} folds of whole repositories, percent in six groups\n${table(rows)}`)

const bySource = groupedBy(natural, ({ source }) => source)
console.log(`\nThe cascade by its steps, natural subjects\n${table(judged(bySource))}`)
const byRepository = groupedBy(natural, ({ repo }) => repo)
console.log(`\nBy repository, natural subjects\n${table(judged(byRepository))}`)

const roles = groupedBy(list, ({ files }) => commonRole(files) ?? 'of several kinds')
console.log('\nFiles of one kind: how often the kind alone tells the group')
for (const [role, some] of Object.entries(roles)) {
  if (role === 'of several kinds') continue
  const right = some.filter(({ groups }) => groups.includes(groupOf(role))).length
  console.log(
    `${role.padEnd(44)}${String(some.length).padStart(10)}${((100 * right) / some.length).toFixed(1).padStart(10)}`,
  )
}

console.log('\nPromised')
for (const { words, value, least } of promises) {
  const verdict = value >= least ? 'kept' : 'NOT KEPT'
  console.log(`${words.padEnd(54)}${value.toFixed(1).padStart(8)}   at least ${least}   ${verdict}`)
}
if (promises.some(({ value, least }) => value < least)) process.exitCode = 1

function groupedBy(items, keyOf) {
  const lists = {}
  for (const item of items) {
    lists[keyOf(item)] ??= []
    lists[keyOf(item)].push(item)
  }
  return lists
}

function judged(lists) {
  return Object.fromEntries(Object.entries(lists).map(([name, some]) => [name, judge(some)]))
}
