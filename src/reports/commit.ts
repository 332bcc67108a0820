import { commitUrl } from '../code-hosts/commit-url.js'
import { groupOfType } from '../commit-types/type-groups.js'
import type { CompanyDatabase } from '../database/company.js'
import {
  type AskedCommit,
  type CommitFacts,
  findCommit,
  listTouchedFiles,
} from '../metrics/commit-facts.js'
import { commitHref } from './commit-href.js'
import { commitRating, noEffortReason } from './commit-rating.js'
import type { CommitEffort, CommitPage } from './commit-types.js'
import { excludeHref } from './exclude-link.js'
import { skipReason } from './skip-words.js'
import { typeReason } from './type-reasons.js'

/** Files of one page at most. */
const mostFiles = 200

/** The message behind its first paragraph, which is the subject. */
function bodyOf(message: string): string {
  const text = message.trimStart()
  const gap = /\n[ \t]*\n/.exec(text)
  return gap
    ? text
        .slice(gap.index)
        .replace(/^\s*\n/, '')
        .trimEnd()
    : ''
}

function effortOf(found: CommitFacts): CommitEffort | null {
  const { effortLow: low, effortMid: mid, effortHigh: high, effortMethod, ...facts } = found
  if (effortMethod === 'none') return null
  const { weightedLines, gapMinutes, k } = facts
  return { low, mid, high, weightedLines, gapMinutes, k }
}

/** What is known of one commit and why it has its grade; null where there is none to be seen. */
export async function commit(
  db: CompanyDatabase,
  asked: AskedCommit,
  { mayExclude, showsNames }: { mayExclude: boolean; showsNames: boolean },
): Promise<CommitPage | null> {
  const found = await findCommit(db, asked)
  if (!found) return null
  const files = await listTouchedFiles(db, asked)
  const counted = files.filter(({ excluded }) => !excluded)
  const [{ repositoryId, hash }, effort] = [asked, effortOf(found)]
  const { recreationOf: twin } = found
  const { codeAdditions, codeDeletions, testAdditions, testDeletions } = found
  return {
    ...{ hash, subject: found.subject, author: showsNames ? found.author : null },
    // Its last lines name people.
    messageBody: showsNames ? bodyOf(found.message) : null,
    ...{ isBot: found.byBot, agent: found.agent, type: found.type },
    ...{ authoredAt: found.authoredAt, isDateSuspect: found.dateSuspect },
    repository: { name: found.repository, href: `/repositories/${repositoryId}` },
    ...{ group: groupOfType(found.type), typeReason: typeReason(found.typeSource) },
    ...{ isExcluded: found.excluded, hasLeft: !found.reachable },
    recreationOf: twin === null ? null : { hash: twin, path: commitHref(repositoryId, twin) },
    url: commitUrl(found.source, hash),
    excludeHref:
      mayExclude && !found.excluded
        ? excludeHref({ kind: 'commit', repositoryId, target: hash })
        : null,
    skipped: found.skipped === null ? null : skipReason(found.skipped),
    rating: commitRating(found, counted),
    ...{ effort, noEffort: effort ? null : noEffortReason(found) },
    totals: {
      ...{ files: counted.length, codeAdditions, codeDeletions, testAdditions, testDeletions },
      ...{ complexityDelta: found.complexityDelta, indentDelta: found.indentDelta },
    },
    files: files.slice(0, mostFiles),
    moreFiles: Math.max(0, files.length - mostFiles),
  }
}
