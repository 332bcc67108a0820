import { may } from '../../access/roles.js'
import { areCommitsTellable, type CommitNarrowing } from '../../metrics/commit-list.js'
import { mayShowNames, tooFewPeople } from '../../metrics/individuals.js'
import type { User } from '../../people/users.js'
import { commit } from '../../reports/commit.js'
import { commits } from '../../reports/commits.js'
import { scopeOf } from '../../reports/filters.js'
import { current } from '../current.js'
import { notFound } from '../faults.js'
import { type Narrowings, showFiltered } from '../filtered.js'
import type { Query } from '../filters.js'
import { formatDay } from '../formatting.js'
import { type Handler, pathId, show as send } from '../show.js'

const gradeWords = (grade: string) => `Grade ${grade}`
const testWords = { yes: 'Large changes with tests', no: 'Large changes without tests' }

/** The narrowings of this page as they stand in the URL, and how their chips read. */
function narrow(query: Query): Narrowings {
  const { type, folder, week, merges, excluded, tested, grade, size } = query
  return {
    type: type ? [type, `Type: ${type}`] : null,
    folder: folder ? [folder, folder === '.' ? 'Folder: top level' : `Folder: ${folder}`] : null,
    week: week ? [week, `Week of ${formatDay(week, true)}`] : null,
    tested: tested ? [tested, testWords[tested]] : null,
    grade: grade ? [grade, gradeWords(grade)] : null,
    size: size ? [size, `Size: ${size}`] : null,
    merges: merges ? [merges, 'Merges too'] : null,
    excluded: excluded ? [excluded, 'Excluded'] : null,
  }
}

/** Whose commits alone somebody sees: their address, or null for everybody's. */
const ownOnly = ({ role, email }: Pick<User, 'role' | 'email'>) =>
  may(role, 'commits.view-all') ? null : email

/** What a query narrows the list by. */
export function readCommitNarrowing(query: Query, own: string | null): CommitNarrowing {
  const { type = null, folder = null, week = null, tested, grade = null, size = null } = query
  return {
    ...{ type, folder, week, grade, size, own },
    isTested: tested ? tested === 'yes' : null,
    ...{ merges: query.merges === '1', excluded: query.excluded === '1' },
  }
}

/** `/commits`: the rows behind any number. */
export const index: Handler = (services, request, response) => {
  const { user, company } = current(request)
  const own = ownOnly(user)
  const showsNames = own !== null || mayShowNames(company, user.role)
  return showFiltered(services, request, response, {
    ...{ view: 'commits/index', path: '/commits', narrow, isOwn: own !== null },
    head: { title: 'Commits', section: '/commits' },
    report: async (db, { filters, query }) => {
      const narrowed = readCommitNarrowing(query, own)
      if (own === null && !(await areCommitsTellable(db, scopeOf(filters), narrowed))) {
        return tooFewPeople
      }
      const mayExclude = may(user.role, 'exclusions.change')
      return commits(db, filters, narrowed, { page: query.page ?? 1, mayExclude, showsNames })
    },
  })
}

/** `GET /commits/:id/:hash`: one commit of a repository, by its whole hash. */
export const show: Handler = (services, request, response) => {
  const { user, company } = current(request)
  const { hash } = request.params
  if (typeof hash !== 'string' || !/^(?:[0-9a-f]{40}|[0-9a-f]{64})$/.test(hash)) throw notFound()
  const asked = { repositoryId: pathId(request, 'id'), hash, own: ownOnly(user) }
  const head = { title: `Commit ${hash.slice(0, 7)}`, section: '/commits' }
  return send(services, request, response, 'commits/show', head, (db) =>
    commit(db, asked, {
      mayExclude: may(user.role, 'exclusions.change'),
      showsNames: asked.own !== null || mayShowNames(company, user.role),
    }),
  )
}
