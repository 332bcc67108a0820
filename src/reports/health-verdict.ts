import { type Filters, link } from './filters.js'
import type { HealthRow } from './health-types.js'
import type { VerdictPart } from './overview-types.js'
import { periodWords } from './period-words.js'

interface HealthFacts {
  commits: number
  complexity: number | null
  tested: number | null
  rows: readonly HealthRow[]
}

/** With fewer commits nothing is judged. */
const enough = 10

const fact = (text: string, href?: string): VerdictPart => ({
  ...{ text, tone: 'fact' },
  ...(href ? { href } : {}),
})
const muted = (text: string): VerdictPart => ({ text, tone: 'muted' })

/** How the code fares, and the one repository that needs a look. */
export function healthVerdict(filters: Filters, facts: HealthFacts): VerdictPart[] {
  const { commits, complexity, tested, rows } = facts
  const { when } = periodWords(filters)
  if (commits === 0) return [fact('Nothing was committed'), muted(` ${when}.`)]
  if (commits < enough) {
    const text = `${commits} ${commits === 1 ? 'commit' : 'commits'}`
    return [fact('Too little to judge:'), muted(' '), fact(text), muted(` ${when}.`)]
  }
  const tests =
    tested === null
      ? [fact('No larger change was made'), muted(` ${when}`)]
      : [
          fact(
            `${Math.round(tested)}% of larger changes bring tests`,
            link('/commits', filters, { tested: 'yes' }),
          ),
          muted(` ${when}`),
        ]
  const points = complexity === null ? null : Math.round(complexity * 10) / 10
  const grown =
    points === null
      ? [muted('.')]
      : [muted(', and '), fact(`${points} decision points`), muted(' come with every 100 lines.')]
  const alone = rows.filter(({ busFactor }) => busFactor === 1)
  const [first] = alone
  const exception: VerdictPart[] = first
    ? [
        muted(' One person knows most of '),
        {
          text: alone.length === 1 ? first.name : `${alone.length} repositories`,
          tone: 'exception',
          href: '#h-repositories',
        },
        muted('.'),
      ]
    : []
  return [...tests, ...grown, ...exception]
}
