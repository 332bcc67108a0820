import { githubActor } from './github-actors.js'
import { githubInstant, nodeId } from './github-bodies.js'
import type { SeedEvent, SeedPullRequest } from './seed.js'

const types: Record<SeedEvent['kind'], [item: string, type: string]> = {
  ready: ['READY_FOR_REVIEW_EVENT', 'ReadyForReviewEvent'],
  draft: ['CONVERT_TO_DRAFT_EVENT', 'ConvertToDraftEvent'],
  closed: ['CLOSED_EVENT', 'ClosedEvent'],
  reopened: ['REOPENED_EVENT', 'ReopenedEvent'],
  merged: ['MERGED_EVENT', 'MergedEvent'],
  'review-requested': ['REVIEW_REQUESTED_EVENT', 'ReviewRequestedEvent'],
}

/** What happened, in order. A merge also closes, and GitHub says both. */
export function timelineOf(pull: SeedPullRequest, itemTypes: string[] | null | undefined) {
  const events = pull.events.flatMap((event): SeedEvent[] =>
    event.kind === 'merged' ? [event, { ...event, id: event.id + 500, kind: 'closed' }] : [event],
  )
  return events
    .filter(({ kind }) => !itemTypes || itemTypes.includes(types[kind][0]))
    .toSorted((a, b) => a.at.getTime() - b.at.getTime())
}

export function timelineNode(origin: string, event: SeedEvent, commit: unknown) {
  const { id, kind, at, by, asked } = event
  return {
    ...{ __typename: types[kind][1], id: nodeId('EV', id), createdAt: githubInstant(at) },
    ...{ actor: githubActor(origin, by), requestedReviewer: githubActor(origin, asked) },
    ...{ mergeRefName: 'main', commit, stateReason: null, closer: null },
  }
}
