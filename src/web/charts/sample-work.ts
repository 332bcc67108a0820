import type { TypeGroup, WorkByWeek } from '../../reports/overview-types.js'

/** Commits a usual week, and how far that drifts over the year. */
const usual: [TypeGroup, string, number, number][] = [
  ['feature', 'Feature', 42, 1.15],
  ['fix', 'Fix', 26, 0.7],
  ['refactor', 'Refactor', 15, 1],
  ['test', 'Test', 13, 1.9],
  ['docs', 'Docs', 6, 1],
  ['chore', 'Chore', 11, 1],
]
const weekCount = 40
const firstMonday = Date.UTC(2026, 0, 5)

/** Invented numbers for the welcome page, the same on every visit. */
export function sampleWork(): WorkByWeek {
  const weeks = Array.from({ length: weekCount }, (_, week) =>
    new Date(firstMonday + week * 7 * 86_400_000).toISOString().slice(0, 10),
  )
  const rows = usual.map(([group, label, size, drift], place) => {
    const values = weeks.map((_, week) => {
      const trend = 1 + (drift - 1) * (week / weekCount)
      const wave = 1 + 0.16 * Math.sin(week / 3 + place) + 0.1 * Math.sin(week * 1.7 + place * 2)
      const holiday = week >= 29 && week <= 31 ? 0.6 : 1
      return Math.round(size * trend * wave * holiday)
    })
    return { group, label, values, sum: values.reduce((total, value) => total + value, 0) }
  })
  const all = rows.reduce((total, { sum }) => total + sum, 0)
  return {
    weeks,
    series: rows.map(({ sum, ...row }) => ({ ...row, share: sum / all, href: '' })),
    weekHrefs: [],
    lastWeekUnfinished: false,
    finding: 'Features are the largest part and tests grow through the year.',
  }
}
