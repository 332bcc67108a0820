/**
 * Analysis failing: the newest analysis of a repository has failed, so its commits stand still.
 * Left out: repositories that are being read again already.
 */
import { namedQuery } from '../database/named-query.js'
import type { Finding, Rule } from './signal.js'
import { counted } from './words.js'

interface Failed {
  repositoryId: bigint
  name: string
  analysisId: bigint
  problem: string | null
  finishedAt: Date
}

const query = namedQuery<Failed>(
  'failed-analyses',
  `SELECT n."repositoryId", r.name, n.id AS "analysisId", n."faultTitle" AS problem, n."finishedAt"
   FROM (SELECT DISTINCT ON (a."repositoryId") a.id, a."repositoryId", a.state, a."faultTitle",
       a."finishedAt" FROM analyses a
     WHERE a."companyId" = $1 AND ($2::bigint IS NULL OR a."repositoryId" = $2::bigint)
     ORDER BY a."repositoryId", a."queuedAt" DESC, a.id DESC) n
   JOIN repositories r ON r."companyId" = $1 AND r.id = n."repositoryId"
   WHERE n.state = 'failed' AND n."finishedAt" <= $3::timestamptz ORDER BY r.name, r.id`,
)

const analysisPath = ({ repositoryId, analysisId }: Failed) =>
  `/repositories/${repositoryId}/analyses/${analysisId}`

function finding(failed: Failed[]): Finding {
  const [first] = failed as [Failed]
  const isOne = failed.length === 1
  const why = first.problem?.replace(/\.$/, '') ?? 'It could not be read'
  return {
    ...{ subject: 'analyses', tone: 'bad', isStale: true, weight: 5 + failed.length },
    title: isOne
      ? `${first.name} could not be read`
      : `${counted(failed.length, 'repository', 'repositories')} could not be read`,
    evidence: isOne
      ? `${why}. Its numbers are those of the last reading that worked. Nothing was lost.`
      : `${failed
          .slice(0, 3)
          .map(({ name }) => name)
          .join(
            ', ',
          )}${failed.length > 3 ? ` and ${failed.length - 3} more` : ''}. Their numbers are those of the last readings that worked.`,
    mark: failed.map(({ analysisId }) => analysisId).join(' '),
    rows: { path: isOne ? analysisPath(first) : '/repositories', narrowing: {} },
    examples: failed.map((one) => ({
      text: one.name,
      detail: one.problem ?? 'It could not be read.',
      path: analysisPath(one),
    })),
  }
}

export const readingFailing: Rule<'hours'> = {
  ...{ title: 'Analysis failing', group: 'source', icon: 'circle-alert', isOfOne: true },
  counts:
    'Repositories whose newest analysis ended with a fault. Left out: those that are waiting to be read again, or are being read.',
  thresholds: {
    hours: { label: 'Hours since it failed', unit: 'hours', least: 0, most: 168, initial: 0 },
  },
  async find(db, { place, now }, { hours }) {
    const until = new Date(now.getTime() - hours * 3_600_000)
    const failed = await db.run(query, place.repositoryId, until)
    return failed.length > 0 ? [finding(failed)] : []
  },
}
