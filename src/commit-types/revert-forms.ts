/** Titles of reverts: git's and the hosts' own, and those people write in their manner. */
const titles = [
  /^(?:revert(?:s|ed)?|revierte|revertir|revertido)\s+["“”'`]/i,
  /^revert(?:s|ed)?\s+(?:commit|changeset|merge request|pull request|pr|mr)\s+["'`#!]?[0-9a-f]/i,
  /^revert(?:s|ed)?\s+(?:[#!]\d|[0-9a-f]{7,64}\b)/i,
  /^reverted \S{1,200} \(pull request #\d/i,
  /^back(?:ed)? out (?:changeset|commit|["“'])/i,
]

/** What hosts write below the title: GitHub, GitLab, Bitbucket, git itself. */
const bodies = [
  /^This reverts commit [0-9a-f]{7,64}\b/im,
  /^This reverts (?:merge request \S{0,200}!|pull request #)\d/im,
  /^Reverts [\w./-]{0,200}[#!]\d/m,
]

/** Whether a title is that of a revert. */
export function isRevertTitle(title: string): boolean {
  return titles.some((pattern) => pattern.test(title))
}

/** Whether a message tells of a revert below its title. */
export function hasRevertBody(message: string): boolean {
  return bodies.some((pattern) => pattern.test(message))
}
