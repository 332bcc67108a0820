/**
 * What a commit is really called. One that a code host made by squashing has the words of a merge for
 * its subject, the pull request's title below it, and a branch's name if there is none:
 *   GitHub      Merge pull request #1 from owner/branch     + title
 *   GitLab      Merge branch 'branch' into 'main'           + title + See merge request …
 *   Bitbucket   Merged in branch (pull request #1)          + title
 *   … Server    Merge pull request #1 in P/R from branch to main   + * commit '…': subject
 * Git calls the revert of a revert `Reapply "…"`.
 */
const merge = [
  /^merge pull request #\d{1,9}(?: in \S+)? from (?<branch>\S+)/i,
  /^merge (?:remote-tracking )?branch '(?<branch>[^'\n]{1,200})'/i,
  /^merged in (?<branch>\S+) \(pull request #\d{1,9}\)/i,
]
const reapply = /^reapply "(?<title>.+)"/i

/** What stands in the body of such a commit and is no title. */
const noTitle = /^(?:\* commit '|see merge request|approved-by:|closes? |conflicts?:|#)/i
const bodyRead = 2000

/** The title of a commit with one parent; its subject unless that is one of the above. */
export function titleOf(subject: string, message: string): string {
  const again = reapply.exec(subject)?.groups?.title
  if (again) return again
  const branch = merge.map((pattern) => pattern.exec(subject)?.groups?.branch).find(Boolean)
  return branch ? (titleInBody(message) ?? wordsOf(branch)) : subject
}

function titleInBody(message: string): string | null {
  const [, ...body] = message.slice(0, bodyRead).split('\n')
  const lines = body.map((line) => line.trim().replace(/^\* (?!commit ')/, ''))
  return lines.find((line) => line !== '' && !noTitle.test(line)) ?? null
}

/** `ada/fix/empty-basket`, `origin/fix/empty-basket` and `fix/empty-basket`: fix empty basket. */
function wordsOf(branch: string): string {
  const folders = branch.split('/')
  const own = folders.length > 2 ? folders.slice(1) : folders
  return own.join(' ').replace(/[-_.]+/g, ' ')
}
