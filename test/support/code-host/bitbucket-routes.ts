import { bitbucketActivity } from './bitbucket-activity.js'
import { api, bitbucketRepository, bitbucketUser, bitbucketWorkspace } from './bitbucket-bodies.js'
import { inPullRequest, inRepository, listed, notFound, refusal } from './bitbucket-lists.js'
import {
  bitbucketComment,
  bitbucketCommit,
  bitbucketPullRequest,
} from './bitbucket-pull-request.js'
import { hasState, parseQuery } from './bitbucket-query.js'
import { type Answer, type Ask, type Route, router } from './exchange.js'
import { inOrder, repositoriesOf } from './lookup.js'
import type { SeedOwner } from './seed.js'

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
  const bodies = asked.map((pull) => bitbucketPullRequest(world.origin, repository, pull))
  return listed(ask, bodies, { maximum: 50, hidden })
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
  return listed(
    ask,
    sorted.map((it) => bitbucketRepository(origin, it, ask.token.person)),
  )
})

const members = inWorkspace((ask, owner) => {
  const { origin } = ask.world
  const workspace = bitbucketWorkspace(origin, owner)
  return listed(
    ask,
    owner.members.map((person) => ({
      ...{ type: 'workspace_membership', user: bitbucketUser(origin, person), workspace },
      links: { self: { href: api(origin, `/workspaces/${owner.name}/members/${person.id}`) } },
    })),
  )
})

const workspaces = (ask: Ask): Answer =>
  listed(
    ask,
    ask.world.seed.owners.map((owner) => {
      const { type: _, name: __, ...workspace } = bitbucketWorkspace(ask.world.origin, owner)
      const base = { type: 'workspace_base', ...workspace }
      return { type: 'workspace_access', administrator: false, workspace: base }
    }),
  )

const gone = () => refusal(410, 'This API has been removed. See CHANGE-2770.')

const routes: Route[] = [
  ['GET', '/user', ({ world, token }) => one(bitbucketUser(world.origin, token.person))],
  ['GET', '/user/workspaces', workspaces],
  ['GET', '/workspaces', gone],
  ['GET', '/repositories', gone],
  ['GET', '/user/permissions/:what', gone],
  [
    'GET',
    '/workspaces/:workspace',
    inWorkspace(({ world }, owner) => one(bitbucketWorkspace(world.origin, owner))),
  ],
  ['GET', '/workspaces/:workspace/members', members],
  ['GET', '/repositories/:workspace', repositories],
  [
    'GET',
    '/repositories/:workspace/:slug',
    inRepository((ask, repository) =>
      one(bitbucketRepository(ask.world.origin, repository, ask.token.person)),
    ),
  ],
  ['GET', '/repositories/:workspace/:slug/pullrequests', pullRequests],
  [
    'GET',
    '/repositories/:workspace/:slug/pullrequests/activity',
    inRepository((ask, repository) =>
      listed(ask, bitbucketActivity(ask.world.origin, repository, repository.pullRequests), {
        maximum: 50,
        isCounted: false,
      }),
    ),
  ],
  [
    'GET',
    '/repositories/:workspace/:slug/pullrequests/:id',
    inPullRequest(({ world }, repository, pull) =>
      one(bitbucketPullRequest(world.origin, repository, pull)),
    ),
  ],
  [
    'GET',
    '/repositories/:workspace/:slug/pullrequests/:id/activity',
    inPullRequest((ask, repository, pull) =>
      listed(ask, bitbucketActivity(ask.world.origin, repository, [pull]), { isCounted: false }),
    ),
  ],
  [
    'GET',
    '/repositories/:workspace/:slug/pullrequests/:id/comments',
    inPullRequest((ask, repository, pull) =>
      listed(
        ask,
        pull.comments
          .toSorted((a, b) => a.at.getTime() - b.at.getTime())
          .map((it) => bitbucketComment(ask.world.origin, repository, pull, it)),
      ),
    ),
  ],
  [
    'GET',
    '/repositories/:workspace/:slug/pullrequests/:id/commits',
    inPullRequest((ask, repository, pull) =>
      listed(
        ask,
        pull.commits.toReversed().map((it) => bitbucketCommit(ask.world.origin, repository, it)),
        { isCounted: false },
      ),
    ),
  ],
]

export const routeBitbucket = router(routes)
