import { bitbucketActivity } from './bitbucket-activity.js'
import { api, bitbucketRepository, bitbucketUser, bitbucketWorkspace } from './bitbucket-bodies.js'
import { inPullRequest, inRepository, listed, notFound, refusal } from './bitbucket-lists.js'
import {
  bitbucketComment,
  bitbucketCommit,
  bitbucketPullRequest,
} from './bitbucket-pull-request.js'
import { hasState, parseQuery } from './bitbucket-query.js'
import { type Answer, type Ask, router } from './exchange.js'
import { inOrder, repositoriesOf } from './lookup.js'
import type { SeedCommit, SeedOwner, SeedPullRequest } from './seed.js'
import { spokenIn } from './spoken.js'

const one = (body: unknown): Answer => ({ status: 200, body })
/** What lists of pull requests leave out unless `fields` asks for it. */
const hidden = ['values.participants', 'values.reviewers']

const pullRequests = inRepository((ask, repository) => {
  const { query, world } = ask
  const test = parseQuery(query.get('q'))
  if (!test) return refusal(400, 'Invalid query')
  const sort = query.get('sort') ?? '-created_on'
  const by = sort.endsWith('updated_on') ? 'updatedAt' : 'createdAt'
  const all = inOrder(repository.pullRequests, by, sort.startsWith('-') ? 'desc' : 'asc')
  const asked = all.filter(test).filter(hasState(query.getAll('state')))
  const render = (pull: SeedPullRequest) => bitbucketPullRequest(world.origin, repository, pull)
  return listed(ask, asked, render, { maximum: 50, hidden })
})

const inWorkspace =
  (act: (ask: Ask, owner: SeedOwner) => Answer) =>
  (ask: Ask, slug = ''): Answer => {
    const owner = ask.world.seed.owners.find(({ name }) => name === slug)
    return owner ? act(ask, owner) : notFound(`Workspace ${slug}`)
  }

const repositories = inWorkspace((ask, owner) => {
  const { seed, origin } = ask.world
  const all = repositoriesOf(seed).filter((repository) => repository.owner === owner)
  const sorted = ask.query.get('sort') === '-updated_on' ? all : all.toReversed()
  return listed(ask, sorted, (it) => bitbucketRepository(origin, it, ask.token.person))
})

const members = inWorkspace((ask, owner) => {
  const { origin } = ask.world
  const workspace = bitbucketWorkspace(origin, owner)
  const address = api(origin, `/workspaces/${owner.name}/members`)
  return listed(ask, owner.members, (person) => ({
    ...{ type: 'workspace_membership', user: bitbucketUser(origin, person), workspace },
    links: { self: { href: `${address}/${person.id}` } },
  }))
})

const workspaces = (ask: Ask): Answer =>
  listed(ask, ask.world.seed.owners, (owner) => {
    const { type: _, name: __, ...workspace } = bitbucketWorkspace(ask.world.origin, owner)
    const base = { type: 'workspace_base', ...workspace }
    return { type: 'workspace_access', administrator: false, workspace: base }
  })

const workspace = inWorkspace(({ world }, owner) => one(bitbucketWorkspace(world.origin, owner)))

const repository = inRepository(({ world, token }, found) =>
  one(bitbucketRepository(world.origin, found, token.person)),
)

const activity = inRepository((ask, found) => {
  const entries = bitbucketActivity(ask.world.origin, found, found.pullRequests)
  return listed(ask, entries, ({ body }) => body(), { maximum: 50, isCounted: false })
})

const pullRequest = inPullRequest(({ world }, found, pull) =>
  one(bitbucketPullRequest(world.origin, found, pull)),
)

const activityOfOne = inPullRequest((ask, found, pull) => {
  const entries = bitbucketActivity(ask.world.origin, found, [pull])
  return listed(ask, entries, ({ body }) => body(), { maximum: 50, isCounted: false })
})

const comments = inPullRequest((ask, found, pull) => {
  const sorted = spokenIn(pull).toSorted((a, b) => a.at.getTime() - b.at.getTime())
  return listed(ask, sorted, (it) => bitbucketComment(ask.world.origin, found, pull, it))
})

const commits = inPullRequest((ask, found, pull) => {
  const render = (it: SeedCommit) => bitbucketCommit(ask.world.origin, found, it)
  return listed(ask, pull.commits.toReversed(), render, { isCounted: false })
})

const gone = () => refusal(410, 'This API has been removed. See CHANGE-2770.')

export const routeBitbucket = router({
  '/user': ({ world, token }) => one(bitbucketUser(world.origin, token.person)),
  '/user/workspaces': workspaces,
  '/user/permissions/:what': gone,
  '/workspaces': gone,
  '/workspaces/:workspace': workspace,
  '/workspaces/:workspace/members': members,
  '/repositories': gone,
  '/repositories/:workspace': repositories,
  '/repositories/:workspace/:slug': repository,
  '/repositories/:workspace/:slug/pullrequests': pullRequests,
  '/repositories/:workspace/:slug/pullrequests/activity': activity,
  '/repositories/:workspace/:slug/pullrequests/:id': pullRequest,
  '/repositories/:workspace/:slug/pullrequests/:id/activity': activityOfOne,
  '/repositories/:workspace/:slug/pullrequests/:id/comments': comments,
  '/repositories/:workspace/:slug/pullrequests/:id/commits': commits,
})
