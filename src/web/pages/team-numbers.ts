import { mayShowNames, tooFewPeople } from '../../metrics/individuals.js'
import { overview } from '../../reports/overview.js'
import { teamMembers } from '../../reports/team-members.js'
import { teamRows } from '../../reports/team-rows.js'
import { tileKeys } from '../../reports/tile-kinds.js'
import { viewerOf } from '../../signals/viewer.js'
import { current } from '../current.js'
import { notFound } from '../faults.js'
import { showFiltered, tellable } from '../filtered.js'
import { type Handler, pathId } from '../show.js'

const head = { title: 'Teams', section: '/teams' }

/** `GET /teams`: each beside itself. */
export const index: Handler = (services, request, response) =>
  showFiltered(services, request, response, {
    ...{ view: 'teams/index', head, path: '/teams' },
    report: async (db, { filters, today }) => ({
      teams: (await teamRows(db, filters, today)) ?? [],
    }),
  })

/** `GET /teams/:id`: one team over time; whoever was in it counts for those days alone. */
export const show: Handler = (services, request, response) => {
  const id = pathId(request, 'id')
  const { company, user } = current(request)
  const showsNames = mayShowNames(company, user.role)
  return showFiltered(services, request, response, {
    ...{ view: 'teams/show', head, path: `/teams/${id}` },
    narrow: ({ m }) => ({ m: m ? [m, null] : null }),
    report: async (db, { filters, query, now, today }) => {
      const team = await db.team.findFirst({ where: { id } })
      if (!team) throw notFound()
      const own = await tellable(db, { ...filters, teamId: id })
      if (!own) return tooFewPeople
      const viewer = viewerOf(company, user.role)
      const metric = tileKeys.find((key) => key === query.m) ?? null
      const asked = { metric, now, today, viewer }
      return {
        ...(await overview(db, own, asked)),
        name: team.name,
        members: showsNames ? await teamMembers(db, own) : null,
      }
    },
  })
}
