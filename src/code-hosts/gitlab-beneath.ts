import { z } from 'zod'
import { hash, id, instant, line } from './answer-shapes.js'
import { checkedItems } from './checked.js'
import { gitlabList, unlessAbsent } from './gitlab-list.js'
import type { ListedMergeRequest } from './gitlab-merge-request.js'
import { readNotes } from './gitlab-notes.js'
import { gitlabUser } from './gitlab-person.js'
import { HostFault } from './host-fault.js'
import type { JsonClient } from './json-client.js'
import type { CommitFact, EventFact, PullRequestFact, ReviewFact } from './pull-request-fact.js'

const commit = z
  .object({ id: hash, authored_date: instant, author_name: line, author_email: line })
  .transform(
    (it): CommitFact => ({
      ...{ hash: it.id, authoredAt: it.authored_date, account: null },
      ...{ authorName: it.author_name, authorEmail: it.author_email },
    }),
  )

const stateEvent = z
  .object({
    id,
    user: gitlabUser,
    created_at: instant,
    state: z.enum(['closed', 'reopened', 'merged']),
  })
  .transform(
    (it): EventFact => ({
      ...{ hostId: `state-${it.id}`, kind: it.state, at: it.created_at, account: it.user },
    }),
  )

const approvals = z.object({
  approved_by: z.array(z.object({ user: gitlabUser, approved_at: instant.nullish() })),
})

/** Faults that are the whole reading's, not one item's. */
const isForAll = (fault: unknown) =>
  !(fault instanceof HostFault) || ['auth', 'rate-limit', 'blocked-origin'].includes(fault.kind)

/** So many lists that fail one after the other are no longer a matter of single items. */
const failuresAtMost = 5

export interface Trouble {
  /** Lists in a row that could not be read. */
  inARow: number
}

/**
 * Reads what stands beneath a merge request: three requests, and one more where nobody approved. What
 * cannot be read is said to be missing, as long as it is this item's.
 */
export async function withBeneath(
  client: JsonClient,
  projectPath: string,
  { fact, reviewers }: ListedMergeRequest,
  trouble: Trouble,
): Promise<PullRequestFact> {
  const path = `${projectPath}/merge_requests/${fact.number}`
  const missing: string[] = []
  const list = async (name: string, query: Record<string, string> = {}) => {
    try {
      const { items, isShort } = await gitlabList(client, `${path}/${name}`, query)
      if (isShort) missing.push(name)
      trouble.inARow = 0
      return items
    } catch (fault) {
      trouble.inARow += 1
      if (isForAll(fault) || trouble.inARow > failuresAtMost) throw fault
      missing.push(name)
      return []
    }
  }
  const [notes, commits, states] = await Promise.all([
    list('notes', { sort: 'asc', order_by: 'created_at' }),
    list('commits'),
    list('resource_state_events'),
  ])
  const read = readNotes(notes, reviewers)
  const made = checkedItems(commit, commits)
  const changed = checkedItems(stateEvent, states)
  if (read.skipped > 0) missing.push('notes')
  if (made.skipped > 0) missing.push('commits')
  if (changed.skipped > 0) missing.push('resource_state_events')
  const isApproved = read.reviews.some(({ verdict }) => verdict === 'approved')
  const further = isApproved ? [] : await approvalsOf(client, path, missing)
  return {
    ...fact,
    ...{ reviews: [...read.reviews, ...further], comments: read.comments },
    ...{ events: eventsOf(read.events, changed.items), commits: made.items.toReversed() },
    gap: missing.length > 0 ? `Not all of its ${listed(missing)} could be read.` : null,
  }
}

/** Closings and the like stand in notes on older servers, in events of their own on newer ones. */
function eventsOf(fromNotes: EventFact[], states: EventFact[]): EventFact[] {
  const isState = ({ kind }: EventFact) => ['closed', 'reopened', 'merged'].includes(kind)
  const said = states.length > 0 ? fromNotes.filter((event) => !isState(event)) : fromNotes
  return [...said, ...states].toSorted((a, b) => a.at.getTime() - b.at.getTime())
}

/** Approvals that no sentence told of: how a change of GitLab's words would be noticed. */
async function approvalsOf(
  client: JsonClient,
  path: string,
  missing: string[],
): Promise<ReviewFact[]> {
  try {
    const found = await unlessAbsent(client.get(`${path}/approvals`, approvals))
    return (found?.body.approved_by ?? []).flatMap(({ user, approved_at: at }) => {
      if (at) {
        const hostId = `approval-${user?.externalId ?? 'unknown'}`
        return [{ hostId, author: user, verdict: 'approved', submittedAt: at, bodyLength: 0 }]
      }
      missing.push('approvals')
      return []
    })
  } catch (fault) {
    if (isForAll(fault)) throw fault
    missing.push('approvals')
    return []
  }
}

const words: Record<string, string> = {
  notes: 'reviews and comments',
  resource_state_events: 'events',
}

const listed = (missing: string[]) =>
  [...new Set(missing)].map((name) => words[name] ?? name).join(', ')
