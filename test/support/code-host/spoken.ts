import type { SeedComment, SeedPullRequest } from './seed.js'

/**
 * All comments where a host keeps a review's words as a comment beside its verdict: GitLab and
 * Bitbucket do, GitHub keeps them in the review.
 */
export function spokenIn({ comments, reviews }: SeedPullRequest): SeedComment[] {
  const words = reviews
    .filter(({ body, verdict }) => body !== '' && verdict !== 'pending')
    .map(
      ({ id, author, at, body }): SeedComment => ({
        ...{ id: id + 700, author, kind: 'conversation', at, body },
      }),
    )
  return [...comments, ...words]
}
