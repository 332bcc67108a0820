import type { CompanyDatabase } from '../../database/company.js'
import { areCommitsTellable } from '../../metrics/commit-list.js'
import { listCommitsAfter } from '../../metrics/commit-rows.js'
import { mayShowNames, tooFewPeople } from '../../metrics/individuals.js'
import { arePullsTellable } from '../../metrics/pull-request-list.js'
import { listPullsAfter } from '../../metrics/pull-request-rows.js'
import {
  type CsvTables,
  deliveryTables,
  healthTables,
  reviewsTables,
  workTables,
} from '../../reports/csv-tables.js'
import { zoned } from '../../reports/csv-time.js'
import * as deliveryReport from '../../reports/delivery.js'
import { scopeOf } from '../../reports/filters.js'
import * as healthReport from '../../reports/health.js'
import { repositoryList } from '../../reports/repository-list.js'
import * as reviewsReport from '../../reports/reviews.js'
import * as workReport from '../../reports/work.js'
import { current } from '../current.js'
import { rowByRow, sendExport, tableOf } from '../exports.js'
import { notFound } from '../faults.js'
import { type Asked, tellable } from '../filtered.js'
import type { Handler } from '../show.js'
import { readCommitNarrowing } from './commits.js'
import { ownOnly } from './delivery.js'
import { readPullNarrowing } from './pull-requests.js'

type Made = Promise<CsvTables | typeof tooFewPeople>

/** A page of charts: one of its tables, `?table=` naming which. */
const chartExport =
  (
    name: string,
    tables: (db: CompanyDatabase, asked: Asked, request: Parameters<Handler>[1]) => Made,
  ): Handler =>
  (services, request, response) =>
    sendExport(services, request, response, {
      name,
      make: async (db, asked) => {
        const found = await tables(db, asked, request)
        return found === tooFewPeople ? found : tableOf(found, asked.query.table)
      },
    })

function pullsAsked(request: Parameters<Handler>[1], { query, today }: Asked) {
  const { company, user } = current(request)
  const [own, showsNames] = [ownOnly(user), mayShowNames(company, user.role)]
  return { metric: query.m ?? null, today, now: new Date(), own, showsNames }
}

/** `GET /delivery.csv` */
export const delivery = chartExport('delivery', async (db, asked, request) =>
  deliveryTables(await deliveryReport.delivery(db, asked.filters, pullsAsked(request, asked))),
)

/** `GET /reviews.csv` */
export const reviews = chartExport('reviews', async (db, asked, request) =>
  reviewsTables(await reviewsReport.reviews(db, asked.filters, pullsAsked(request, asked))),
)

/** `GET /work.csv` */
export const work = chartExport('work', async (db, { filters }) =>
  workTables(await workReport.work(db, filters)),
)

/** `GET /health.csv` */
export const health = chartExport('health', async (db, { filters }) =>
  healthTables(await healthReport.health(db, filters)),
)

/** `GET /commits.csv`: the rows of `/commits`, all of them. */
export const commits: Handler = (services, request, response) => {
  const { company, user } = current(request)
  const own = ownOnly(user)
  const showsNames = own !== null || mayShowNames(company, user.role)
  return sendExport(services, request, response, {
    ...{ name: 'commits', isOwn: own !== null },
    make: async (db, { filters, query }) => {
      const [scope, narrowed] = [scopeOf(filters), readCommitNarrowing(query, own)]
      if (own === null && !(await areCommitsTellable(db, scope, narrowed))) return tooFewPeople
      return rowByRow<Awaited<ReturnType<typeof listCommitsAfter>>[number]>(
        [
          ...['repository', 'hash', 'authored at', 'author', 'bot', 'agent', 'type', 'subject'],
          ...['additions', 'deletions', 'files', 'complexity added'],
        ],
        (later, mark, take) => listCommitsAfter(later, scope, narrowed, { mark, take }),
        (row) => [
          ...[row.repository, row.hash, zoned(row.authoredAt, company.timeZone)],
          ...[showsNames ? row.author : null, row.byBot ? 'yes' : 'no', row.agent, row.type],
          ...[row.subject, row.additions, row.deletions, row.files, row.complexityDelta],
        ],
      )
    },
  })
}

/** `GET /pull-requests.csv`: the rows of `/pull-requests`, all of them. */
export const pullRequests: Handler = (services, request, response) => {
  const { company, user } = current(request)
  const own = ownOnly(user)
  const showsNames = mayShowNames(company, user.role)
  const at = (instant: Date | null) => instant && zoned(instant, company.timeZone)
  return sendExport(services, request, response, {
    ...{ name: 'pull-requests', isOwn: own !== null },
    make: async (db, { filters, query }) => {
      const [scope, narrowed] = [scopeOf(filters), readPullNarrowing(query, own)]
      if (narrowed.reviewerId !== null && !showsNames) throw notFound()
      if (own === null && !(await arePullsTellable(db, scope, narrowed))) return tooFewPeople
      return rowByRow<Awaited<ReturnType<typeof listPullsAfter>>[number]>(
        [
          ...['repository', 'number', 'title', 'state', 'draft', 'author', 'bot', 'created at'],
          ...['ended at', 'cycle (h)', 'merged without review', 'size', 'lines', 'address'],
        ],
        (later, mark, take) => listPullsAfter(later, scope, narrowed, { mark, take }),
        (row) => [
          ...[row.repository, row.number, row.title, row.state, row.isDraft ? 'yes' : 'no'],
          ...[showsNames || own !== null ? row.author : null, row.byBot ? 'yes' : 'no'],
          ...[at(row.createdAt), at(row.endedAt)],
          row.cycleSeconds === null ? null : row.cycleSeconds / 3600,
          ...[row.isUnreviewed ? 'yes' : 'no', row.size, row.lines, row.url],
        ],
      )
    },
  })
}

/** `GET /repositories.csv`: the state of reading is everybody's, numbers as far as they are told. */
export const repositories: Handler = (services, request, response) => {
  const { timeZone } = current(request).company
  return sendExport(services, request, response, {
    ...{ name: 'repositories', isOwn: true },
    make: async (db, { filters }) => {
      const rows = await repositoryList(db, filters, await tellable(db, filters))
      const columns = [
        ...['name', 'source', 'state', 'commits', 'people', 'merged', 'cycle (h)', 'window'],
        'read at',
      ]
      const cells = rows.map(({ work: done, ...row }) => [
        ...[row.name, row.source, row.state, done?.commits ?? null, done?.contributors ?? null],
        ...[done?.merged ?? null, done?.cycle ?? null, row.window],
        row.readAt && zoned(row.readAt, timeZone),
      ])
      return tableOf({ all: () => ({ columns, rows: cells }) }, undefined)
    },
  })
}
