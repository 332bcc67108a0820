import { amount } from './amount.js'

/** What was deleted or emptied, one and many. */
const words: Record<string, [one: string, many: string]> = {
  commits: ['commit', 'commits'],
  fileChanges: ['file change', 'file changes'],
  exclusions: ['exclusion', 'exclusions'],
  pullRequests: ['pull request', 'pull requests'],
  reviews: ['review', 'reviews'],
  comments: ['comment', 'comments'],
  analyses: ['receipt', 'receipts'],
  paths: ['path', 'paths'],
  identities: ['name and address', 'names and addresses'],
  accounts: ['account', 'accounts'],
  developers: ['person', 'people'],
  repositories: ['repository', 'repositories'],
  facts: ['repository cleared of old facts', 'repositories cleared of old facts'],
  messages: ['message cut', 'messages cut'],
  accesses: ['line of the access log', 'lines of the access log'],
  deliveries: ['delivery', 'deliveries'],
  mails: ['mail', 'mails'],
  invitations: ['invitation', 'invitations'],
}

/** Counts as a receipt says them: "9 commits", "1 pull request". What is none is not said. */
export function countedWords(counts: unknown): string[] {
  const said = counts as Record<string, number>
  return Object.entries(words).flatMap(([key, [one, many]]) => {
    const count = said[key] ?? 0
    return count === 0 ? [] : [`${amount(count)} ${count === 1 ? one : many}`]
  })
}
