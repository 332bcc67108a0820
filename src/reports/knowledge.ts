import type { CompanyDatabase } from '../database/company.js'
import { listAuthoredFiles } from '../metrics/authored-files.js'
import { busFactorByAuthorship } from '../metrics/authorship.js'
import { type Knowledge, measureKnowledge } from '../metrics/bus-factor.js'
import type { HistoryHorizon } from '../metrics/history-horizon.js'
import type { HistoryPage, KnowledgePerson, KnowledgeRow } from './history-types.js'

/** Of fewer files a bus factor says nothing. */
const fewestFiles = 5
/** Whoever has less of a place is not named: one stray line is no knowledge. */
const leastShare = 0.05
const mostRows = 12

function part(share: number): KnowledgePerson['part'] {
  if (share > 0.5) return 'most of it'
  return share >= 0.2 ? 'a large part' : 'a part'
}

function knowledgeRow(place: Knowledge, showsNames: boolean): KnowledgeRow {
  const { folder, files, lines } = place
  const known = place.people
    .map(({ name, lines: own }) => ({ name, share: own / lines }))
    .filter(({ share }) => share >= leastShare)
  const people = showsNames ? known.map(({ name, share }) => ({ name, part: part(share) })) : []
  return {
    place: folder === null ? 'Whole repository' : folder || 'Top level',
    isWhole: folder === null,
    ...{ files, lines, people },
    busFactor: files < fewestFiles ? null : place.busFactor,
    others: place.people.length - people.length,
  }
}

/** The card about who knows what. */
export async function knowledgeCard(
  db: CompanyDatabase,
  repositoryId: bigint,
  horizon: HistoryHorizon,
  showsNames: boolean,
): Promise<HistoryPage['knowledge']> {
  const { isWhole } = horizon
  const nothing = { rows: [], showsNames, isWhole, byAuthorship: null }
  if (!horizon.readAt) return { state: 'unread', ...nothing }
  const places = await measureKnowledge(db, repositoryId)
  const rows = places.slice(0, mostRows).map((place) => knowledgeRow(place, showsNames))
  const isEnough = (places[0]?.files ?? 0) >= fewestFiles
  const files = isEnough && isWhole ? await listAuthoredFiles(db, repositoryId) : null
  return {
    state: rows.length === 0 ? 'none' : isEnough ? 'ready' : 'too-little',
    ...{ rows, showsNames, isWhole },
    byAuthorship: files && busFactorByAuthorship(files),
  }
}
