import { bitbucketInstant, bitbucketUser } from './bitbucket-bodies.js'
import {
  bitbucketComment,
  bitbucketPullRef,
  bitbucketStates,
  sides,
} from './bitbucket-pull-request.js'
import type { SeedPerson, SeedPullRequest, SeedRepository } from './seed.js'
import { spokenIn } from './spoken.js'

interface Entry {
  at: Date
  id: number
  body(): object
}

/**
 * What happened to one pull request. A declined one stays declined on Bitbucket: that it was closed
 * and opened again in between cannot be told, nor when it was a draft.
 */
function activityOf(origin: string, repository: SeedRepository, pull: SeedPullRequest): Entry[] {
  const reference = () => bitbucketPullRef(origin, repository, pull)
  const entry = (at: Date, id: number, what: () => object): Entry => ({
    ...{ at, id, body: () => ({ pull_request: reference(), ...what() }) },
  })
  const update = (at: Date, id: number, by: SeedPerson | null, state: string, changes: object) =>
    entry(at, id, () => ({
      update: {
        ...{ state, title: pull.title, description: pull.body, reviewers: [], changes },
        ...{ reason: '', author: bitbucketUser(origin, by), date: bitbucketInstant(at) },
        ...sides(origin, repository, pull),
      },
    }))
  const said = (at: Date, author: SeedPerson | null) => ({
    date: bitbucketInstant(at),
    ...{ pullrequest: reference(), user: bitbucketUser(origin, author) },
  })
  const reviews = pull.reviews.flatMap(({ id, at, author, verdict }) => {
    if (verdict === 'approved') return [entry(at, id, () => ({ approval: said(at, author) }))]
    if (verdict !== 'changes_requested') return []
    return [entry(at, id, () => ({ changes_requested: said(at, author) }))]
  })
  const comments = spokenIn(pull).map((comment) =>
    entry(comment.at, comment.id, () => ({
      comment: bitbucketComment(origin, repository, pull, comment),
    })),
  )
  const asked = pull.events
    .filter(({ kind }) => kind === 'review-requested')
    .map(({ at, id, by, asked }) => {
      const added = [bitbucketUser(origin, asked)]
      return update(at, id, by, 'OPEN', { reviewers: { added } })
    })
  const state = bitbucketStates[pull.state]
  const status = {
    status: { old: 'open', new: pull.state === 'merged' ? 'fulfilled' : 'rejected' },
  }
  return [
    update(pull.createdAt, pull.id, pull.author, 'OPEN', {}),
    ...[...reviews, ...comments, ...asked],
    ...(pull.endedAt ? [update(pull.endedAt, pull.id + 999, pull.endedBy, state, status)] : []),
  ]
}

/** Of any pull requests, newest first: each entry with what it says, made when it is read. */
export function bitbucketActivity(
  origin: string,
  repository: SeedRepository,
  pulls: SeedPullRequest[],
): Entry[] {
  return pulls
    .flatMap((pull) => activityOf(origin, repository, pull))
    .toSorted((a, b) => b.at.getTime() - a.at.getTime() || b.id - a.id)
}
