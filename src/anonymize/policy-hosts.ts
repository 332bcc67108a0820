import type { KeptReport } from '../repositories/token-report.js'
import { eachOf, type JsonRule, json, record, text } from './json-rules.js'
import {
  copied,
  drop,
  each,
  hash,
  keep,
  known,
  leftOut,
  list,
  pseudonym,
  secret,
  sentence,
  shaped,
  shift,
  shiftDay,
  type TableRule,
} from './rules.js'

/** What a token was found to reach: whose it is and where; what it may do stays behind. */
const report = json(
  record({
    username: text('slug'),
    owners: eachOf(text('slug')),
    // The rest is words of the code host.
    ...{ grants: () => [], missing: () => [], excess: () => [] },
  } satisfies Record<keyof KeptReport, JsonRule>),
)

/** What stopped a reading: its kind, and no word of what the host said. */
export const fault = {
  faultCode: shaped(/^[a-z-]+$/, 'other'),
  faultTitle: sentence('Something stopped this before the copy was made.'),
  faultAdvice: sentence('Nothing is read from anywhere in an anonymized copy.'),
}

/** Code hosts, without what opens them, and what they tell of pull requests. */
export const hostTables: Record<string, TableRule> = {
  'public.connections': copied({
    ...each(keep, 'companyId id host addedById'),
    origin: pseudonym('url'),
    name: pseudonym('title'),
    ...each(secret, 'token webhookSecret'),
    ...each(drop, 'tokenEnd listingFrom listingSeenAt'),
    tokenUser: pseudonym('email'),
    accountName: pseudonym('slug'),
    report,
    ...fault,
    ...each(shift, 'tokenExpiresAt checkedAt webhookSeenAt faultAt listedAt addedAt removedAt'),
  }),
  'public.remote_repositories': copied({
    ...each(keep, 'companyId connectionId isPrivate isArchived isFork'),
    hostId: pseudonym('id'),
    ...each(pseudonym('slug'), 'fullName owner'),
    ...each(pseudonym('url'), 'cloneUrl webUrl'),
    defaultBranch: pseudonym('branch'),
    ...each(shift, 'lastActiveAt seenAt'),
  }),
  'public.host_accounts': copied({
    ...each(keep, 'companyId id connectionId isBot isMember developerId'),
    externalId: pseudonym('id'),
    username: pseudonym('slug'),
    name: pseudonym('name'),
    email: pseudonym('email'),
    memberOf: list('slug'),
    linkedBy: known(['commit', 'no-reply', 'email', 'username', 'alone', 'admin'], 'alone'),
  }),
  'public.quotas': leftOut(
    each(drop, 'companyId connectionId resource limit remaining resetAt waitUntil saidAt'),
  ),
  'public.webhook_deliveries': leftOut(
    each(drop, 'companyId connectionId deliveryId event receivedAt'),
  ),
  'public.collections': copied({
    ...each(keep, 'companyId repositoryId hostTotal leftOut'),
    ...each(drop, 'cursor etag failed'),
    ...fault,
    ...each(shift, 'readTo startedAt finishedAt reconciledAt nextAt membersReadAt faultAt'),
  }),
  'public.pull_requests': copied({
    ...each(keep, 'companyId repositoryId number state isDraft authorId mergedById'),
    ...each(keep, 'endIsUpperBound additions deletions changedFiles isWhole codingSeconds'),
    ...each(keep, 'pickupSeconds reviewSeconds mergeSeconds cycleSeconds isUnreviewed'),
    ...each(keep, 'isSelfMerged reviewRounds reviewDepth byBot definitionsVersion excluded'),
    hostId: pseudonym('id'),
    title: pseudonym('prose'),
    url: pseudonym('url'),
    mergeCommit: pseudonym('hash'),
    ...each(pseudonym('branch'), 'headBranch baseBranch'),
    size: known(['XS', 'S', 'M', 'L', 'XL', 'XXL']),
    ...each(shift, 'createdAt updatedAt mergedAt closedAt readAt goneAt firstCommitAt readyAt'),
    ...each(shift, 'firstReviewAt approvedAt'),
    ...each(shiftDay, 'createdDay mergedDay mergedWeek'),
  }),
  'public.reviews': copied({
    ...each(keep, 'companyId repositoryId number accountId verdict bodyLength'),
    hostId: pseudonym('id'),
    submittedAt: shift,
    localDay: shiftDay,
  }),
  'public.comments': copied({
    ...each(keep, 'companyId repositoryId number accountId length'),
    hostId: pseudonym('id'),
    kind: known(['conversation', 'line', 'review'], 'conversation'),
    text: pseudonym('prose'),
    writtenAt: shift,
  }),
  'public.pull_request_events': copied({
    ...each(keep, 'companyId repositoryId number accountId'),
    hostId: pseudonym('id'),
    kind: known(
      ['ready', 'draft', 'closed', 'reopened', 'merged', 'review-requested'],
      'review-requested',
    ),
    at: shift,
  }),
  'public.pull_request_commits': copied({
    ...each(keep, 'companyId repositoryId number accountId identityId'),
    hash,
    authoredAt: shift,
  }),
}
