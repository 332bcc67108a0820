import { groups } from './examples.mjs'

const confident = 0.6

/**
 * Figures of verdicts `{groups, group, confidence}` in the six groups, in percent: accuracy; macro-F1,
 * the mean over groups of 2·hits / (2·hits + false alarms + misses); coverage, the share answered
 * with a confidence of 0.6 or more; precision, how many of those are right.
 */
export function judge(verdicts) {
  const counts = new Map(groups.map((group) => [group, { hits: 0, alarms: 0, misses: 0 }]))
  let right = 0
  let sure = 0
  let sureAndRight = 0
  for (const { groups: accepted, group, confidence } of verdicts) {
    const isRight = accepted.includes(group)
    if (isRight) counts.get(group).hits++
    else {
      counts.get(group).alarms++
      counts.get(accepted[0]).misses++
    }
    right += isRight
    sure += confidence >= confident
    sureAndRight += isRight && confidence >= confident
  }
  const f1 = [...counts.values()].map(
    ({ hits, alarms, misses }) => (2 * hits) / Math.max(1, 2 * hits + alarms + misses),
  )
  return {
    commits: verdicts.length,
    accuracy: percent(right / verdicts.length),
    macroF1: percent(f1.reduce((sum, one) => sum + one, 0) / f1.length),
    precision: percent(sure ? sureAndRight / sure : 0),
    coverage: percent(sure / verdicts.length),
    unsure: percent(verdicts.filter(({ confidence }) => confidence === 0).length / verdicts.length),
  }
}

const percent = (share) => Math.round(share * 1000) / 10

/** Figures by name as a table. */
export function table(rows) {
  const columns = ['commits', 'accuracy', 'macroF1', 'precision', 'coverage', 'unsure']
  const lines = Object.entries(rows).map(([name, figures]) =>
    [name.padEnd(44), ...columns.map((column) => cell(figures[column], column))].join(''),
  )
  return [' '.repeat(44) + columns.map((column) => column.padStart(10)).join(''), ...lines].join(
    '\n',
  )
}

function cell(value, column) {
  if (value === undefined) return ''.padStart(10)
  return (column === 'commits' ? String(value) : value.toFixed(1)).padStart(10)
}
