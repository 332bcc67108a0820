import { whoFragment } from './github-person.js'

/**
 * How many of each are asked for beneath every pull request of a page. By GitHub's formula a page of
 * 50 costs 13 points of 5,000 an hour; those with more beneath them are asked for again, alone.
 */
const atOnce = { reviews: 20, lines: 20, comments: 40, events: 30, commits: 60 }

const page = 'pageInfo { hasNextPage endCursor }'
const written = 'id body createdAt author { ...Who }'
const happened = 'id createdAt actor { ...Who }'

const reviews = (lines: number) => `${page} nodes {
  id state submittedAt body author { ...Who }
  comments(first: ${lines}) { ${page} nodes { ${written} } }
}`
const comments = `${page} nodes { ${written} }`
const events = `${page} nodes {
  __typename
  ... on ReadyForReviewEvent { ${happened} } ... on ConvertToDraftEvent { ${happened} }
  ... on ClosedEvent { ${happened} } ... on ReopenedEvent { ${happened} }
  ... on MergedEvent { ${happened} }
  ... on ReviewRequestedEvent { ${happened} requestedReviewer { ...Who } }
}`
const eventTypes = `[READY_FOR_REVIEW_EVENT, CONVERT_TO_DRAFT_EVENT, CLOSED_EVENT, REOPENED_EVENT,
  MERGED_EVENT, REVIEW_REQUESTED_EVENT]`
const commits = `${page} nodes {
  commit { oid authoredDate author { name email user { ...Who } } }
}`

/** Pull requests from the one updated last, with everything beneath them. */
export const pullRequestsQuery = `query($owner: String!, $name: String!, $size: Int!, $after: String) {
  repository(owner: $owner, name: $name) {
    databaseId
    pullRequests(first: $size, after: $after, orderBy: { field: UPDATED_AT, direction: DESC }) {
      totalCount ${page}
      nodes {
        id number title url state isDraft createdAt updatedAt mergedAt closedAt
        author { ...Who } mergedBy { ...Who } mergeCommit { oid }
        headRefName baseRefName additions deletions changedFiles
        reviews(first: ${atOnce.reviews}) { ${reviews(atOnce.lines)} }
        comments(first: ${atOnce.comments}) { ${comments} }
        timelineItems(first: ${atOnce.events}, itemTypes: ${eventTypes}) { ${events} }
        commits(first: ${atOnce.commits}) { ${commits} }
      }
    }
  }
}
${whoFragment}`

/** More of what stands beneath one pull request: each list where it is asked for, from its cursor. */
export const beneathQuery = `query(
  $owner: String!, $name: String!, $number: Int!
  $hasReviews: Boolean!, $hasComments: Boolean!, $hasEvents: Boolean!, $hasCommits: Boolean!
  $reviews: String, $comments: String, $events: String, $commits: String
) {
  repository(owner: $owner, name: $name) {
    pullRequest(number: $number) {
      reviews(first: 50, after: $reviews) @include(if: $hasReviews) { ${reviews(100)} }
      comments(first: 100, after: $comments) @include(if: $hasComments) { ${comments} }
      timelineItems(first: 100, after: $events, itemTypes: ${eventTypes}) @include(if: $hasEvents) {
        ${events}
      }
      commits(first: 100, after: $commits) @include(if: $hasCommits) { ${commits} }
    }
  }
}
${whoFragment}`

/** Numbers and last updates alone. */
export const inventoryQuery = `query($owner: String!, $name: String!, $after: String) {
  repository(owner: $owner, name: $name) {
    databaseId
    pullRequests(first: 100, after: $after, orderBy: { field: CREATED_AT, direction: ASC }) {
      ${page} nodes { number updatedAt }
    }
  }
}`

/** Members of an organisation; their addresses only where the token may ask for them. */
export const membersQuery = (hasEmail: boolean) => `query($owner: String!, $after: String) {
  organization(login: $owner) {
    membersWithRole(first: 100, after: $after) {
      ${page} nodes { __typename login databaseId name ${hasEmail ? 'email' : ''} }
    }
  }
}`
