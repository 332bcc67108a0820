import { agentOf } from '../people/agent-trailers.js'
import { type KeptDate, keepDates } from './dates.js'
import { startGit } from './git.js'
import type { GitPlace } from './git-environment.js'
import { NulFields } from './nul-fields.js'
import { cleanLine, cleanText, messageLimit, subjectOf } from './text.js'

/** What a commit says of itself, its changes aside. */
export interface CommitRecord {
  hash: string
  parents: string[]
  authorName: string
  authorEmail: string
  /** What the history's .mailmap makes of the author; null where that is what the commit says. */
  mailmapName: string | null
  mailmapEmail: string | null
  authored: KeptDate
  committerName: string
  committerEmail: string
  committed: KeptDate
  subject: string
  message: string
  /** The AI agent that its trailers name, those behind the end of `message` too, or null. */
  agent: string | null
  /** Bytes of it were not UTF-8. */
  replaced: boolean
}

/** Raw dates: the other forms print nonsense for dates out of range. */
const format = ['%H', '%P', '%an', '%ae', '%aN', '%aE', '%ad', '%cn', '%ce', '%cd', '%B']

/** Which commits: those reachable from `head` until committer dates fall behind `since`. */
export interface HistoryRange {
  head: string
  since: Date | null
}

/** The options by which every command here walks the same commits, as `git log --since` does. */
export function walk(range: HistoryRange): string[] {
  const since = range.since ? [`--max-age=${Math.floor(range.since.getTime() / 1000)}`] : []
  return [...since, '--end-of-options', range.head]
}

/**
 * Reads commits newest first, a batch per chunk of git's output.
 * @param mailmap the list of names to apply, as git's object (mailmap.ts)
 */
export async function* readHistory(
  place: GitPlace,
  range: HistoryRange,
  now: Date,
  mailmap: string | null = null,
): AsyncGenerator<CommitRecord[]> {
  const options = ['--date=raw', '--encoding=UTF-8', '--no-patch', '--no-color', '--no-notes']
  const git = startGit(place, [
    ...(mailmap === null ? [] : ['-c', `mailmap.blob=${mailmap}`]),
    ...['log', '-z', `--format=${format.join('%x00')}`, ...options],
    ...['--no-show-signature', '--no-decorate', '--no-mailmap', ...walk(range)],
  ])
  try {
    git.stdin.end()
    const fields = new NulFields()
    let row: Buffer[] = []
    for await (const chunk of git.stdout as AsyncIterable<Buffer>) {
      const batch: CommitRecord[] = []
      for (const field of fields.feed(chunk)) {
        row.push(field)
        if (row.length < format.length) continue
        batch.push(commitRecord(row, now))
        row = []
      }
      // What is left of a row points into a chunk that may be used again.
      row = row.map((field) => Buffer.from(field))
      if (batch.length > 0) yield batch
    }
    await git.finished
  } finally {
    git.stop()
  }
}

function commitRecord(row: Buffer[], now: Date): CommitRecord {
  const [hash, parents, an, ae, mn, me, ad, cn, ce, cd, body] = row as [Buffer, ...Buffer[]]
  const ascii = (field: Buffer | undefined) => field?.toString('latin1') ?? ''
  const names = [an, ae, cn, ce].map((field) => cleanLine(field ?? Buffer.alloc(0)))
  const { text, replaced } = cleanText(body ?? Buffer.alloc(0))
  const message = text.trimEnd()
  const dates = keepDates(ascii(ad), ascii(cd), now)
  return {
    hash: ascii(hash),
    parents: parents?.length ? ascii(parents).split(' ') : [],
    authorName: names[0]?.text ?? '',
    authorEmail: names[1]?.text ?? '',
    mailmapName: changed(an, mn),
    mailmapEmail: changed(ae, me),
    authored: dates.author,
    committerName: names[2]?.text ?? '',
    committerEmail: names[3]?.text ?? '',
    committed: dates.committer,
    subject: subjectOf(message),
    message,
    agent: agentOf(trailers(message, body), [names[0]?.text ?? '', names[2]?.text ?? '']),
    replaced: replaced || names.some((name) => name.replaced),
  }
}

function changed(said: Buffer | undefined, mapped: Buffer | undefined): string | null {
  return !said || !mapped || mapped.equals(said) ? null : cleanLine(mapped).text || null
}

/** Trailers stand at the end, which the message that is kept may not reach. */
function trailers(message: string, body: Buffer | undefined): string {
  const rest = body && body.length > messageLimit ? body.subarray(messageLimit) : null
  return rest ? `${message}\n${cleanText(rest.subarray(-messageLimit)).text}` : message
}

/** Counts the commits of a range, while something else is done; `stop` when nobody asks any more. */
export function countHistory(
  place: GitPlace,
  range: HistoryRange,
): { count: Promise<number>; stop: () => void } {
  const git = startGit(place, ['rev-list', '--count', ...walk(range)])
  const read = async () => {
    git.stdin.end()
    let printed = ''
    for await (const chunk of git.stdout) printed += chunk
    await git.finished
    return Number(printed)
  }
  return { count: read(), stop: git.stop }
}
