/** The baseline: thirty lines of rules by hand, the first that fits, and nothing of a model. */
const rules = [
  ['deps', /\b(bump|upgrades?|dependabot|renovate|dependenc(y|ies)|lockfile)\b/],
  ['docs', /\b(docs?|documentation|documents?|readme|changelog|typos?|guides?|tutorial)\b/],
  ['test', /\b(tests?|testing|e2e|coverage|fixtures?|mocks?)\b/],
  ['ci', /\b(ci|workflows?|pipelines?|github actions?|travis|circleci)\b/],
  ['perf', /\b(perf|performance|faster|speed( up)?|optimi[sz]e[sd]?|memory usage)\b/],
  ['fix', /\b(fix(e[sd])?|bugs?|crash(es)?|errors?|issues?|wrong|incorrect(ly)?|broken|fails?)\b/],
  ['fix', /\b(resolves?d?|prevents?|avoids?|corrects?|repairs?|handles?|regressions?|ensures?)\b/],
  ['style', /\b(formatting|whitespace|lint(er|ing)?|prettier|indentation)\b/],
  ['refactor', /\b(refactor(s|ed|ing)?|clean ?up|renames?d?|moves?d?|extracts?|simplify|unused)\b/],
  ['refactor', /\b(restructure|reorgani[sz]e|rewrite|split|replaces?d?)\b/],
  ['build', /\b(build|webpack|rollup|docker(file)?|makefile|compile)\b/],
  ['chore', /\b(chore|releases?d?|prepare|license|gitignore)\b/],
  [
    'feature',
    /\b(adds?|added|implements?|introduces?|supports?|allows?|enables?|new|create[sd]?)\b/,
  ],
]

/** The type by the first keyword that fits, else the commonest type. */
export function typeByKeywords({ subject }) {
  const text = subject.toLowerCase()
  const rule = rules.find(([, pattern]) => pattern.test(text))
  return rule ? rule[0] : 'fix'
}

/** The same behind the paths: files of one role (tests, docs, CI, build) tell before any keyword. */
export function typeByPathsAndKeywords({ subject, files }) {
  const role = files[0]?.role
  return role && files.every((file) => file.role === role) ? role : typeByKeywords({ subject })
}
