import { typeOf } from '../commit-types/commit-type.js'
import type { PathRole } from '../files/file-kinds.js'
import type { MeasuredCommit } from '../measures/measured-commit.js'
import { agentOf } from '../people/agent-trailers.js'
import { botReason } from '../people/bot-rules.js'
import type { Change } from './change-plan.js'
import type { Landing } from './landings.js'
import type { Signature } from './people.js'
import type { Random } from './random.js'

type Half = Pick<MeasuredCommit, 'hash' | 'parents' | 'files' | 'subject'> & {
  body: string
  /** In step with the files. */
  roles: PathRole[]
}

const host: Signature = {
  ...{ name: 'GitHub', email: 'noreply@github.com', mailmapName: null, mailmapEmail: null },
}

/**
 * The name and address that somebody commits this under.
 * @param isMapped whether the repository's .mailmap is at hand, which tells whose a strange one is
 */
export function signatureOf(
  { author }: Pick<Change, 'author'>,
  random: Random,
  isMapped: boolean,
): Signature {
  const known = author.signatures.filter(({ mailmapEmail }) => isMapped || mailmapEmail === null)
  const [usual, ...others] = known
  return others.length > 0 && random.chance(0.15) ? random.pick(others) : usual!
}

/** Everything else that is told of a commit, by the rules that tell it of a real one. */
export function finishCommit(landing: Landing, half: Half, random: Random): MeasuredCommit {
  const { change, authoredAt, committedAt, isMerge } = landing
  const { body, roles, ...known } = half
  const { subject, files } = known
  const agent = change.agent && !isMerge ? `Co-authored-by: ${change.agent}` : ''
  const message = [subject, body, agent].filter(Boolean).join('\n\n')
  const own = signatureOf(change, random, true)
  const committer = landing.committer ? own : host
  const touched = files.map((file, at) => ({ ...file, role: roles[at] ?? null }))
  const sum = (field: 'additions' | 'deletions') =>
    files.reduce((all, file) => all + file[field], 0)
  return {
    ...{ ...known, message, authorName: own.name, authorEmail: own.email },
    ...{ mailmapName: own.mailmapName, mailmapEmail: own.mailmapEmail },
    isBot: botReason(own.name, own.email) !== null,
    agent: agentOf(message),
    authoredAt: new Date(authoredAt).toISOString(),
    authorOffsetMinutes: change.author.clock.offsetMinutes(authoredAt),
    committedAt: new Date(committedAt).toISOString(),
    ...typeOf({ parents: known.parents.length, subject, message, files: touched }),
    skipped: isMerge ? 'merge' : null,
    ...{ additions: sum('additions'), deletions: sum('deletions') },
    ...{ committerName: committer.name, committerEmail: committer.email, dateSuspect: false },
  }
}
