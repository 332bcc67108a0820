import { gitlabInstant, gitlabUser } from './gitlab-bodies.js'
import type { SeedPerson, SeedPullRequest } from './seed.js'
import { spokenIn } from './spoken.js'

interface Note {
  id: number
  by: SeedPerson | null
  at: Date
  body: string
  isSystem: boolean
  isLine: boolean
}

const verdicts = {
  approved: 'approved this merge request',
  changes_requested: 'requested changes',
  dismissed: 'unapproved this merge request',
}

/** Everything that happened, as GitLab keeps it: in words. A review that only comments is none. */
export function notesOf(pull: SeedPullRequest, direction: 'asc' | 'desc'): Note[] {
  const sign = direction === 'asc' ? 1 : -1
  const system = { isSystem: true, isLine: false }
  const reviews = pull.reviews.flatMap(({ id, author, at, verdict }): Note[] => {
    if (verdict === 'pending' || verdict === 'commented') return []
    return [{ ...system, id, by: author, at, body: verdicts[verdict] }]
  })
  const comments = spokenIn(pull).map(
    ({ id, author, at, body, kind }): Note => ({
      ...{ id, by: author, at, body, isSystem: false, isLine: kind === 'line' },
    }),
  )
  const events = pull.events.flatMap(({ id, kind, by, at, asked }): Note[] => {
    const words = {
      ...{ draft: 'marked this merge request as **draft**' },
      ...{ ready: 'marked this merge request as **ready**' },
      'review-requested': `requested review from @${asked?.username}`,
      ...{ closed: 'closed', reopened: 'reopened', merged: 'merged' },
    }
    return [{ ...system, id, by, at, body: words[kind] }]
  })
  return [...reviews, ...comments, ...events].toSorted(
    (a, b) => sign * (a.at.getTime() - b.at.getTime() || a.id - b.id),
  )
}

export function gitlabNote(origin: string, pull: SeedPullRequest, note: Note) {
  const { id, by, at, body, isSystem, isLine } = note
  return {
    ...{ id, type: isLine ? 'DiffNote' : null, body, attachment: null },
    author: gitlabUser(origin, by),
    ...{ created_at: gitlabInstant(at), updated_at: gitlabInstant(at), system: isSystem },
    ...{ noteable_id: pull.id, noteable_type: 'MergeRequest', noteable_iid: pull.number },
    ...{ resolvable: isLine, ...(isLine && { resolved: false }), confidential: false },
    ...{ internal: false, commands_changes: {} },
  }
}

/** When it was closed, opened again and merged. */
export function gitlabStateEvents(origin: string, pull: SeedPullRequest) {
  return pull.events
    .filter(({ kind }) => kind === 'closed' || kind === 'reopened' || kind === 'merged')
    .toSorted((a, b) => a.at.getTime() - b.at.getTime())
    .map(({ id, kind, by, at }) => ({
      ...{ id, user: gitlabUser(origin, by), created_at: gitlabInstant(at) },
      ...{ resource_type: 'MergeRequest', resource_id: pull.id, state: kind },
      ...{ source_commit: null, source_merge_request_id: null },
    }))
}
