import { type Answer, type Ask, router } from './exchange.js'
import { gitlabGroup, gitlabMember, gitlabProject, gitlabSelf } from './gitlab-bodies.js'
import { inMergeRequest, inProject, listed, notFound } from './gitlab-lists.js'
import { gitlabApprovals, gitlabCommit, gitlabMergeRequest } from './gitlab-merge-request.js'
import { gitlabNote, gitlabStateEvents, notesOf } from './gitlab-notes.js'
import { inOrder, repositoriesOf } from './lookup.js'
import type { SeedOwner, SeedPullRequest } from './seed.js'

const direction = ({ query }: Ask) => (query.get('sort') === 'asc' ? 'asc' : 'desc')

function isAsked({ query }: Ask, pull: SeedPullRequest): boolean {
  const state = query.get('state') ?? 'all'
  const [after, before] = [query.get('updated_after'), query.get('updated_before')]
  if (state !== 'all' && (state === 'opened' ? 'open' : state) !== pull.state) return false
  if (after && pull.updatedAt < new Date(after)) return false
  return !before || pull.updatedAt <= new Date(before)
}

const mergeRequests = inProject((ask, repository) => {
  const by = ask.query.get('order_by') === 'updated_at' ? 'updatedAt' : 'createdAt'
  const all = inOrder(repository.pullRequests, by, direction(ask))
  const asked = all.filter((pull) => isAsked(ask, pull))
  return listed(ask, asked, (it) => gitlabMergeRequest(ask.world.origin, repository, it))
})

const projects = (ask: Ask, owner?: SeedOwner): Answer => {
  const all = repositoriesOf(ask.world.seed).filter((one) => !owner || one.owner === owner)
  const sorted = direction(ask) === 'asc' ? all.toReversed() : all
  return listed(ask, sorted, (it) => gitlabProject(ask.world.origin, it))
}

const inGroup =
  (act: (ask: Ask, owner: SeedOwner) => Answer) =>
  (ask: Ask, id = ''): Answer => {
    const owner = ask.world.seed.owners.find((one) => one.name === id || String(one.id) === id)
    return owner ? act(ask, owner) : notFound('Group')
  }

const members = (ask: Ask, owner: SeedOwner): Answer =>
  listed(ask, owner.members, (person) => gitlabMember(ask.world.origin, person))

const tokenSelf = ({ token }: Ask): Answer => {
  const expires = token.expiresAt ? token.expiresAt.toISOString().slice(0, 10) : null
  const body = {
    ...{ id: 7, name: 'Codevisto', revoked: false, created_at: '2026-01-01T00:00:00.000Z' },
    ...{ description: null, scopes: token.grants, user_id: token.person.id },
    ...{ last_used_at: '2026-01-02T00:00:00.000Z', active: true, expires_at: expires },
  }
  return { status: 200, body }
}

const one = (body: unknown): Answer => ({ status: 200, body })

const groups = (ask: Ask): Answer =>
  listed(ask, ask.world.seed.owners, (owner) => gitlabGroup(ask.world.origin, owner))

const mergeRequest = inMergeRequest(({ world }, pull, repository) =>
  one(gitlabMergeRequest(world.origin, repository, pull)),
)

const notes = inMergeRequest((ask, pull) =>
  listed(ask, notesOf(pull, direction(ask)), (it) => gitlabNote(ask.world.origin, pull, it)),
)

/** Newest first, unlike the other hosts. */
const commits = inMergeRequest((ask, pull, repository) =>
  listed(ask, pull.commits.toReversed(), (it) => gitlabCommit(ask.world.origin, repository, it)),
)

const approvals = inMergeRequest(({ world }, pull, repository) =>
  one(gitlabApprovals(world.origin, repository, pull)),
)

const stateEvents = inMergeRequest((ask, pull) =>
  listed(ask, gitlabStateEvents(ask.world.origin, pull), (it) => it),
)

const version = { version: '18.5.0', revision: '0123456789a' }

export const routeGitlab = router({
  '/user': ({ world, token }) => one(gitlabSelf(world.origin, token.person)),
  '/personal_access_tokens/self': tokenSelf,
  '/version': () => one(version),
  '/metadata': () => one({ ...version, enterprise: true }),
  '/groups': groups,
  '/groups/:id': inGroup(({ world }, owner) => one(gitlabGroup(world.origin, owner))),
  '/groups/:id/projects': inGroup(projects),
  '/groups/:id/members/all': inGroup(members),
  '/projects': (ask) => projects(ask),
  '/projects/:id': inProject(({ world }, found) => one(gitlabProject(world.origin, found))),
  '/projects/:id/members/all': inProject((ask, { owner }) => members(ask, owner)),
  '/projects/:id/merge_requests': mergeRequests,
  '/projects/:id/merge_requests/:iid': mergeRequest,
  '/projects/:id/merge_requests/:iid/notes': notes,
  '/projects/:id/merge_requests/:iid/commits': commits,
  '/projects/:id/merge_requests/:iid/approvals': approvals,
  '/projects/:id/merge_requests/:iid/resource_state_events': stateEvents,
})
