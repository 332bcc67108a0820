import { typeOf } from '../../dist/commit-types/commit-type.js'
import { groupOf } from './examples.mjs'
import { judge } from './judgement.mjs'
import { typeByKeywords, typeByPathsAndKeywords } from './keyword-rules.mjs'
import { wordings } from './wordings.mjs'

/** What a model alone says of examples in a wording. */
export function modelVerdicts(model, examples, wording) {
  return examples.map(({ groups, repo, wordings: worded, files }) => {
    const told = model.predict(worded[wording], files)
    const confidence = told?.confidence ?? 0
    return { repo, groups, group: told?.group ?? 'chore', confidence }
  })
}

/** What the whole cascade says, with a model at its end; the text below the subject is left out. */
export function cascadeVerdicts(model, examples, wording) {
  return examples.map(({ groups, repo, wordings: worded, files }) => {
    const subject = worded[wording]
    const clues = { parents: 1, subject, message: subject, files }
    const { type, typeSource, typeConfidence } = typeOf(clues, model)
    return { repo, groups, group: groupOf(type), confidence: typeConfidence, source: typeSource }
  })
}

/** What rules by hand say; they have no confidence. */
export function ruleVerdicts(rules, examples, wording) {
  return examples.map(({ groups, repo, wordings: worded, files }) => {
    const type = rules({ subject: worded[wording], files })
    return { repo, groups, group: groupOf(type), confidence: 0 }
  })
}

/** Figures of `[model, examples]` by the wording of their subjects and by who answers. */
export function figuresOf(parts) {
  const list = parts.flatMap(([, examples]) => examples)
  const all = (verdicts, wording) =>
    judge(parts.flatMap(([model, examples]) => verdicts(model, examples, wording)))
  const rules = (one, wording) => {
    const { commits, accuracy, macroF1 } = judge(ruleVerdicts(one, list, wording))
    return { commits, accuracy, macroF1 }
  }
  const rows = ['stripped', 'natural'].flatMap((name) => [
    [`${name}, keyword rules`, rules(typeByKeywords, wordings[name])],
    [`${name}, paths and keyword rules`, rules(typeByPathsAndKeywords, wordings[name])],
    [`${name}, model`, all(modelVerdicts, wordings[name])],
    [`${name}, cascade`, all(cascadeVerdicts, wordings[name])],
  ])
  const few = ['natural in few words, model', all(modelVerdicts, wordings.few)]
  return Object.fromEntries([...rows, few])
}
