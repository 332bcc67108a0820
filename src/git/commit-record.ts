import { agentOf } from '../people/agent-trailers.js'
import { type KeptDate, keepDates } from './dates.js'
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
  /** What had to be done to its names, addresses and message. */
  replaced: boolean
  stripped: boolean
  cut: boolean
}

/** Raw dates: the other forms print nonsense for dates out of range. */
export const commitFields = [
  '%H',
  '%P',
  '%an',
  '%ae',
  '%aN',
  '%aE',
  '%ad',
  '%cn',
  '%ce',
  '%cd',
  '%B',
]

/** A commit from its fields, in the order of `commitFields`. */
export function commitRecord(row: Buffer[], now: Date): CommitRecord {
  const [hash, parents, an, ae, mn, me, ad, cn, ce, cd, body] = row as [Buffer, ...Buffer[]]
  const ascii = (field: Buffer | undefined) => field?.toString('latin1') ?? ''
  const names = [an, ae, cn, ce].map((field) => cleanLine(field ?? Buffer.alloc(0)))
  const cleaned = cleanText(body ?? Buffer.alloc(0))
  const all = [...names, cleaned]
  const message = cleaned.text.trimEnd()
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
    replaced: all.some((text) => text.replaced),
    stripped: all.some((text) => text.stripped),
    cut: all.some((text) => text.cut),
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
