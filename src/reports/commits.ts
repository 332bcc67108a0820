import { commitUrl } from '../code-hosts/commit-url.js'
import { groupOfType } from '../commit-types/type-groups.js'
import type { CompanyDatabase } from '../database/company.js'
import type { CommitType } from '../generated/prisma/enums.js'
import { type CommitNarrowing, listCommits, sumCommits } from '../metrics/commit-list.js'
import { commitHref } from './commit-href.js'
import type { CommitRow, CommitsPage } from './commits-types.js'
import { excludeHref } from './exclude-link.js'
import { type Filters, link, scopeOf } from './filters.js'
import { skipReason } from './skip-words.js'
import { typeReason } from './type-reasons.js'

/** Rows of one page of the list. */
const pageSize = 50

/** The rows behind a number: commits of these filters, newest first, fifty to a page. */
export async function commits(
  db: CompanyDatabase,
  filters: Filters,
  narrowing: CommitNarrowing,
  {
    page,
    mayExclude = false,
    showsNames,
  }: { page: number; mayExclude?: boolean; showsNames: boolean },
): Promise<CommitsPage> {
  const scope = scopeOf(filters)
  const sums = await sumCommits(db, scope, narrowing)
  const rows = await listCommits(db, scope, narrowing, {
    skip: (page - 1) * pageSize,
    take: pageSize,
  })
  const { merges, excluded, own = null, isTested = null, ...narrowed } = narrowing
  const at = (number: number) =>
    link('/commits', filters, {
      ...Object.fromEntries(Object.entries(narrowed).filter(([, value]) => value !== null)),
      tested: isTested === null ? null : isTested ? 'yes' : 'no',
      merges: merges ? '1' : null,
      excluded: excluded ? '1' : null,
      page: number > 1 ? String(number) : null,
    })
  return {
    ...sums,
    isOwn: own !== null,
    from: (page - 1) * pageSize + 1,
    newerHref: page > 1 ? at(page - 1) : null,
    olderHref: page * pageSize < sums.total ? at(page + 1) : null,
    rows: rows.map(
      ({ hash, type, typeSource, skipped, source, repositoryId, byBot, ...row }): CommitRow => ({
        ...{ ...row, hash, type, isBot: byBot, author: showsNames ? row.author : null },
        group: groupOfType(type as CommitType),
        typeReason: typeReason(typeSource),
        skipped: skipped === null ? null : skipReason(skipped),
        href: link(commitHref(repositoryId, hash), filters),
        url: commitUrl(source, hash),
        isExcluded: row.excluded,
        excludeHref:
          mayExclude && !row.excluded
            ? excludeHref({ kind: 'commit', repositoryId, target: hash })
            : null,
      }),
    ),
  }
}
