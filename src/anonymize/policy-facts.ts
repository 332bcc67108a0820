import { byExtension, byName } from '../files/language-table.js'
import { skipReasons } from '../measures/skip.js'
import { agents } from '../people/agents.js'
import {
  copied,
  digestFrom,
  drop,
  each,
  hash,
  hashAgain,
  keep,
  known,
  leftOut,
  pseudonym,
  shift,
  shiftDay,
  type TableRule,
} from './rules.js'

const languages = [...byExtension.values(), ...byName.values()]

/** Sums of a day (roll-ups/columns.ts). */
const sums = `commits additions deletions codeAdditions codeDeletions testAdditions testDeletions
  complexityDelta complexityLines testable tested effortLow effortMid effortHigh reworkedLines
  reworkBase reworkKnown reworkUnknown featureCommits fixCommits refactorCommits testCommits
  docsCommits choreCommits featureEffort fixEffort refactorEffort testEffort docsEffort choreEffort
  gradeA gradeB gradeC gradeD gradeE gradeAEffort gradeBEffort gradeCEffort gradeDEffort gradeEEffort
  sizeXs sizeS sizeM sizeL sizeXl sizeXxl`

/** What histories tell, and the sums that are made of it. */
export const factTables: Record<string, TableRule> = {
  'public.commits': copied({
    ...each(keep, 'companyId repositoryId analysisId authorId committerId parentCount'),
    ...each(keep, 'authorOffsetMinutes dateSuspect type typeConfidence breaking files additions'),
    ...each(keep, 'deletions codeAdditions codeDeletions testAdditions testDeletions'),
    ...each(keep, 'complexityLines complexityDelta definitionsVersion indentDelta weightedLines'),
    ...each(keep, 'gapMinutes effortLow effortMid effortHigh reworkedLines reworkBase reachable'),
    ...each(keep, 'excluded byBot counted'),
    ...{ hash, recreationOf: hashAgain },
    ...each(shift, 'authoredAt committedAt'),
    ...each(shiftDay, 'localDay localWeek'),
    subject: pseudonym('prose'),
    message: pseudonym('prose'),
    scope: pseudonym('slug'),
    typeSource: known(
      ['merge', 'revert', 'dependency', 'conventional', 'paths', 'model', 'none'],
      'none',
    ),
    skipped: known(skipReasons, 'merge'),
    agent: known(agents.map(({ name }) => name)),
    effortMethod: known(['none', 'size', 'size and session'], 'none'),
    rating: known(['A', 'B', 'C', 'D', 'E']),
  }),
  'public.paths': copied({
    ...each(keep, 'companyId repositoryId id excluded'),
    path: pseudonym('path'),
    folder: { ...pseudonym('folder'), isToldElsewhere: true },
    digest: digestFrom('path'),
  }),
  'public.file_changes': copied({
    ...each(keep, 'companyId repositoryId pathId renamedFromId kind binary additions deletions'),
    ...each(keep, 'complexityDelta indentDelta'),
    hash: hashAgain,
    language: known(languages),
  }),
  'public.exclusions': copied({
    ...each(keep, 'companyId id kind repositoryId madeById undoneById'),
    hash,
    pattern: pseudonym('pattern'),
    reason: pseudonym('prose'),
    ...each(shift, 'madeAt undoneAt'),
  }),
  'public.hot_spots': copied(
    each(keep, 'companyId repositoryId pathId commits decisionPoints score'),
  ),
  'public.couplings': copied(each(keep, 'companyId repositoryId pathId otherPathId shared degree')),
  'public.ownership': copied(each(keep, 'companyId repositoryId pathId identityId lines')),
  'public.commit_days': copied({
    ...each(keep, `companyId repositoryId developerId byBot ${sums}`),
    localDay: shiftDay,
  }),
  'public.repository_days': copied({
    ...each(keep, `companyId repositoryId byBot ${sums}`),
    localDay: shiftDay,
  }),
  'public.team_days': copied({
    ...each(keep, `companyId repositoryId teamId byBot ${sums}`),
    localDay: shiftDay,
  }),
  'public.repository_hours': copied({
    ...each(keep, 'companyId repositoryId byBot hour commits'),
    localDay: shiftDay,
  }),
  // The copy's own triggers make its own.
  'public.fact_stamps': leftOut(each(drop, 'companyId transactionId stamp stampedAt')),
}
