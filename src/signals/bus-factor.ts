/**
 * Bus factor 1 in a hot folder: many commits touch it, and one person made more than half of its code
 * lines that were last touched in the window (metrics/bus-factor.ts).
 * Left out: bots, excluded paths, folders of fewer than five files, and with a filter for a team or a
 * person everything: lines belong to a place, not to a team. Where a company shows nobody alone it says
 * nothing either.
 */
import type { CompanyDatabase } from '../database/company.js'
import { namedQuery } from '../database/named-query.js'
import { busFactor } from '../metrics/bus-factor.js'
import { type FolderActivity, measureFolders } from '../metrics/folders.js'
import { listRepositories } from '../repositories/repositories.js'
import type { Looked, Rule } from './signal.js'
import { periodOf, stretchesOf, subjectOf } from './stretches.js'
import { counted, inLast, percent } from './words.js'

/** Of fewer files a bus factor says nothing; so many folders are looked at. */
const [fewestFiles, mostFolders] = [5, 20]

interface Owners {
  repositoryId: bigint
  folder: string
  files: number
  names: string[]
  lines: number[]
  /** Whose the most lines are, as a number. */
  first: string
}

const query = namedQuery<Owners>(
  'owners-of-folders',
  `WITH owned AS (
     SELECT o."repositoryId", p.folder, o."pathId", o.lines, coalesce(d.id, -i.id) AS developer,
       coalesce(d.name, i.name) AS name
     FROM unnest($2::bigint[], $3::text[]) AS hot (repository, folder)
     JOIN paths p ON p."companyId" = $1 AND p."repositoryId" = hot.repository
       AND p.folder = hot.folder AND NOT p.excluded
     JOIN ownership o ON o."companyId" = $1 AND o."repositoryId" = p."repositoryId"
       AND o."pathId" = p.id
     JOIN identities i ON i."companyId" = $1 AND i.id = o."identityId"
     LEFT JOIN developers d ON d."companyId" = $1 AND d.id = i."developerId"
     WHERE d."isBot" IS NOT TRUE
   ), people AS (
     SELECT "repositoryId", folder, developer, name, sum(lines)::float8 AS lines
     FROM owned GROUP BY "repositoryId", folder, developer, name)
   SELECT n."repositoryId", n.folder, array_agg(n.name ORDER BY n.lines DESC, n.name) AS names,
     array_agg(n.lines ORDER BY n.lines DESC, n.name) AS lines,
     (array_agg(n.developer ORDER BY n.lines DESC, n.name))[1]::text AS first,
     (SELECT count(DISTINCT o."pathId") FROM owned o WHERE o."repositoryId" = n."repositoryId"
       AND o.folder = n.folder)::int AS files
   FROM people n GROUP BY 1, 2`,
)

/** Who knows the folders that are touched most, those with one person alone. */
async function findAlone(db: CompanyDatabase, hot: readonly FolderActivity[]) {
  const places = [hot.map(({ repositoryId }) => repositoryId), hot.map(({ folder }) => folder)]
  const owners = await db.run(query, ...places)
  return owners.filter(({ files, lines }) => files >= fewestFiles && busFactor(lines) === 1)
}

/** Names are told where they may be; of one person there is no other way not to tell. */
const whose = (showsNames: boolean, name: string) => (showsNames ? name : 'One person')

export const busFactorOne: Rule<'commits' | 'days'> = {
  ...{ title: 'One person knows a busy folder', group: 'attention', icon: 'user' },
  counts:
    'Folders that at least so many commits touch and in which one person made more than half of the code lines last touched in the window of history. Left out: bots, excluded paths, and folders with fewer than five files.',
  thresholds: {
    commits: { label: 'Busy from this many commits', unit: '', least: 5, most: 1000, initial: 20 },
    days: { label: 'Days looked at', unit: 'days', least: 28, most: 365, initial: 90 },
  },
  async find(db, looked: Looked, { commits, days }) {
    const { place, today, viewer } = looked
    if (place.teamId !== null || viewer.isAggregated) return []
    const { now } = stretchesOf(today, days)
    const folders = await measureFolders(db, { ...place, ...now }, mostFolders)
    const hot = folders.filter((row) => row.commits >= commits)
    if (hot.length === 0) return []
    const repositories = new Map((await listRepositories(db)).map(({ id, name }) => [id, name]))
    return (await findAlone(db, hot)).map(({ repositoryId, folder, names, lines, first }) => {
      const touched = hot.find(
        (row) => row.repositoryId === repositoryId && row.folder === folder,
      )!.commits
      const share = lines[0]! / lines.reduce((sum, one) => sum + one, 0)
      const where = `${repositories.get(repositoryId)}${folder ? `/${folder}` : ''}`
      const who = whose(viewer.showsNames, names[0]!)
      const narrowing = { repo: String(repositoryId), p: periodOf(now), folder: folder || '.' }
      return {
        subject: `${subjectOf({ ...place, repositoryId })} folder ${folder}`,
        ...{ tone: 'warn' as const, weight: touched / commits },
        title: `One person knows most of ${where}`,
        evidence: `${who} made ${percent(share)} of its lines; ${counted(touched, 'commit')} touched it ${inLast(days)}.`,
        mark: first,
        ...{ rows: { path: '/commits', narrowing }, examples: [] },
      }
    })
  },
}
