import type { DeliveryPage } from './delivery-types.js'
import type { HealthPage } from './health-types.js'
import type { WeeklyLine } from './overview-types.js'
import type { ReviewsPage } from './reviews-types.js'
import type { WorkPage } from './work-types.js'

/** A table of a page as it is exported: a row of names, and rows of cells as they are. */
export interface CsvTable {
  columns: string[]
  rows: (string | number | null)[][]
}

/** The tables of a page by the name that stands in the URL; the first is what its link exports. */
export type CsvTables = Record<string, () => CsvTable>

function lineTable({ weeks, values, band, p90, before, unit }: WeeklyLine): CsvTable {
  const named = (name: string) => (unit ? `${name} (${unit})` : name)
  return {
    columns: [
      ...['week', named('value')],
      ...(band ? [named('low'), named('high')] : []),
      ...(p90 ? [named('p90')] : []),
      ...(before ? [named('before')] : []),
    ],
    rows: weeks.map((week, at) => [
      ...[week, values[at] ?? null],
      ...(band ? [band.low[at] ?? null, band.high[at] ?? null] : []),
      ...(p90 ? [p90[at] ?? null] : []),
      ...(before ? [before[at] ?? null] : []),
    ]),
  }
}

interface Series {
  weeks: string[]
  series: { label: string; values: number[] }[]
}

const weeksTable = ({ weeks, series }: Series): CsvTable => ({
  columns: ['week', ...series.map(({ label }) => label)],
  rows: weeks.map((week, at) => [week, ...series.map(({ values }) => values[at] ?? 0)]),
})

/** Of sums of shares, the shares; a week without any stays empty. */
function sharesTable({ weeks, series }: Series): CsvTable {
  const all = weeks.map((_, at) => series.reduce((sum, { values }) => sum + (values[at] ?? 0), 0))
  return {
    columns: ['week', ...series.map(({ label }) => `${label} (share)`)],
    rows: weeks.map((week, at) => [
      week,
      ...series.map(({ values }) => (all[at] ? (values[at] ?? 0) / all[at] : null)),
    ]),
  }
}

const hoursTable = (hours: number[][] | null): CsvTable => ({
  columns: ['hour', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'],
  rows: (hours?.[0] ?? []).map((_, hour) => [hour, ...hours!.map((day) => day[hour] ?? 0)]),
})

const spreadTable = (name: string, rows: DeliveryPage['spread']): CsvTable => ({
  columns: [name, 'pull requests', 'share'],
  rows: rows.map(({ label, pulls, share }) => [label, pulls, share]),
})

export const deliveryTables = (page: DeliveryPage): CsvTables => ({
  line: () => lineTable(page.line),
  phases: () => sharesTable(page.phases),
  times: () => ({
    columns: ['phase', 'median (h)', 'p25 (h)', 'p75 (h)', 'p90 (h)', 'share'],
    rows: page.phaseRows.map((row) => [
      ...[row.label, row.median, row.low, row.high, row.p90, row.share],
    ]),
  }),
  spread: () => spreadTable('cycle time', page.spread),
  sizes: () => ({
    columns: ['size', 'lines', 'pull requests', 'share', 'cycle (h)', 'first review (h)'],
    rows: page.sizes.map((row) => [
      ...[row.label, row.lines, row.pulls, row.share, row.cycle, row.firstReview],
    ]),
  }),
})

export const reviewsTables = (page: ReviewsPage): CsvTables => ({
  line: () => lineTable(page.line),
  depth: () => spreadTable('comments by others', page.depth),
  rounds: () => spreadTable('rounds', page.rounds),
  loads: () => ({
    columns: ['team', 'reviewer', 'reviews', 'share'],
    rows: page.loads
      .filter(({ isTooLittle }) => !isTooLittle)
      .flatMap(({ name, reviews, people }) =>
        people
          ? people.map((row) => [name, row.name, row.reviews, row.share])
          : [[name, null, reviews, null]],
      ),
  }),
  matrix: () => ({
    columns: ['reviewer', 'author', 'reviews'],
    rows:
      page.matrix?.cells.flatMap((cells, reviewer) =>
        cells.flatMap((cell, author) => {
          const { names } = page.matrix!
          return cell === null ? [] : [[names[reviewer]!, names[author]!, cell]]
        }),
      ) ?? [],
  }),
})

export const workTables = (page: WorkPage): CsvTables => ({
  types: () => weeksTable(page.work),
  effort: () => lineTable(page.effort.line),
  'effort-types': () => ({
    columns: ['type', 'hours', 'share'],
    rows: page.effort.rows.map(({ label, hours, share }) => [label, hours, share]),
  }),
  sizes: () => ({
    columns: ['size', 'lines', 'commits', 'share'],
    rows: page.sizes.map(({ size, lines, commits, share }) => [size, lines, commits, share]),
  }),
  hours: () => hoursTable(page.hours),
  folders: () => ({
    columns: ['repository', 'folder', 'commits', 'share'],
    rows: page.folders.map((row) => [row.repository, row.folder, row.commits, row.share]),
  }),
})

export const healthTables = (page: HealthPage): CsvTables => ({
  ratings: () => ({
    columns: ['repository', 'grade', 'graded', 'complexity', 'tested (%)', 'bus factor'],
    rows: page.repositories.map((row) => [
      ...[row.name, row.median, row.graded, row.complexity, row.tested, row.busFactor],
    ]),
  }),
  complexity: () => lineTable(page.complexity.line),
  tests: () => lineTable(page.tests.line),
  'hot-spots': () => ({
    columns: ['repository', 'file', 'commits', 'points'],
    rows: page.hotSpots.map((row) => [row.repository, row.path, row.commits, row.points]),
  }),
  couplings: () => ({
    columns: ['repository', 'file', 'other file', 'together (share)'],
    rows: page.couplings.map((row) => [row.repository, row.path, row.other, row.degree]),
  }),
})
