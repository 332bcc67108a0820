import type { Random } from './random.js'

/** What somebody sets out to do. Its commit type is told by the product, as of any commit. */
export type Intent = 'feature' | 'fix' | 'refactor' | 'test' | 'docs' | 'chore' | 'perf'

/** Names of the intent in Conventional Commits. */
const declared: Record<Intent, string> = {
  ...{ feature: 'feat', fix: 'fix', refactor: 'refactor', test: 'test' },
  ...{ docs: 'docs', chore: 'chore', perf: 'perf' },
}

const openings: Record<Intent, readonly string[]> = {
  feature: ['Add', 'Introduce', 'Support', 'Allow', 'Show'],
  fix: ['Fix', 'Correct', 'Prevent', 'Handle'],
  refactor: ['Simplify', 'Extract', 'Rename', 'Move', 'Split up'],
  test: ['Test', 'Add tests for', 'Cover', 'Add missing tests of'],
  docs: ['Describe', 'Document', 'Explain how to run'],
  chore: ['Update build of', 'Clean up', 'Tidy the scripts of'],
  perf: ['Speed up', 'Cache', 'Load less for'],
}

const things: Record<Intent, readonly string[]> = {
  feature: [
    ...['saved addresses', 'partial refunds', 'a second currency', 'sorting by relevance'],
    ...['gift messages', 'export as CSV', 'empty states', 'a filter for dates', 'reminders'],
    ...['step-by-step help', 'delivery estimates', 'undo for removals', 'a summary by week'],
  ],
  fix: [
    ...[
      'rounding of totals',
      'a race between two tabs',
      'an endless retry',
      'the order of results',
    ],
    ...[
      'dates around midnight',
      'a missing null check',
      'leaking connections',
      'wrong page counts',
    ],
    ...['accents in names', 'a crash without network', 'double submits', 'stale sessions'],
  ],
  refactor: [
    ...['the request pipeline', 'error types', 'shared validation', 'the state machine'],
    ...['old callbacks', 'naming of handlers', 'the cache layer', 'configuration loading'],
  ],
  test: ['edge cases', 'the unhappy paths', 'time zones', 'concurrent updates', 'large inputs'],
  docs: ['the local setup', 'the release steps', 'error codes', 'how retries work', 'naming'],
  chore: ['the pipeline', 'unused settings', 'log levels', 'formatting rules', 'the base image'],
  perf: ['the first page', 'repeated lookups', 'image sizes', 'the hot query', 'start-up'],
}

const vague = ['fix', 'wip', 'update', 'more changes', 'cleanup', 'address review'] as const

export interface Phrase {
  subject: string
  /** What follows the subject; empty where nothing does. */
  body: string
}

interface Told {
  intent: Intent
  module: string
  isConventional: boolean
  /** What it is about, where that is given. */
  about?: string | null
}

const lower = (text: string) => text.slice(0, 1).toLowerCase() + text.slice(1)

/** The title of a change. */
export function titleOf({ intent, module, isConventional, about }: Told, random: Random): string {
  const thing = about ?? random.pick(things[intent])
  const opening = about ? 'Fix' : random.pick(openings[intent])
  const said = `${opening} ${thing}`
  if (isConventional) return `${declared[intent]}(${module.toLowerCase()}): ${lower(said)}`
  return random.chance(0.7) ? `${said} in ${module.toLowerCase()}` : said
}

const steps = ['Take the first step', 'Rework after review', 'Handle the rest', 'Tidy up', 'Finish']

/** What one commit of a change says: the change's title, a step of it, or hardly anything. */
export function messageOf(title: string, at: number, count: number, random: Random): Phrase {
  if (random.chance(0.06)) return { subject: random.pick(vague), body: '' }
  const subject = at === 0 ? title : `${random.pick(steps)}: ${lower(title)}`.slice(0, 72)
  const ticket = random.chance(0.4) ? `Ticket: QH-${random.int(1000, 9999)}` : ''
  const why = 'The old way made this harder than it is. Nothing changes for callers.'
  const body = count > 2 && random.chance(0.5) ? why : ''
  return { subject, body: [body, ticket].filter(Boolean).join('\n\n') }
}

export const lineRemarks = [
  'Could this be empty here?',
  'I would name this after what it returns.',
  'This happens twice now, maybe worth a function.',
  'What happens when the call takes longer than the timeout?',
  'Nice, this reads much better than before.',
  'A test for the unhappy path would help.',
  'Should this be logged?',
  'I think the order matters here, let us say so in a comment.',
  'This could be simpler without the flag.',
] as const

export const replies = [
  'Good point, changed.',
  'Done.',
  'Kept it for now, the next change removes it.',
  'I have added a test.',
  'Right, I had not seen that.',
] as const

export const conversations = [
  'Tried it locally, works for me.',
  'Can this wait for the release?',
  'Who else should look at this?',
  'Rebased onto the latest main.',
] as const

export const verdicts = {
  approved: 'Looks good to me.',
  commented: 'Some remarks, nothing that blocks.',
  changes_requested: 'Please look at the error handling again before this goes in.',
} as const
