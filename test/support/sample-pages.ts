import type { Database } from '../../src/database/client.js'
import { type CompanyDatabase, inCompany } from '../../src/database/company.js'
import { createDemo } from '../../src/demo/create-demo.js'
import { makeDemo } from '../../src/demo/make-demo.js'
import { makeLink } from '../../src/people/links.js'

/** What is opened by an id of the sample data. */
async function rowPaths(db: CompanyDatabase): Promise<string[]> {
  const order = { orderBy: { id: 'asc' } } as const
  const repository = await db.repository.findFirstOrThrow(order)
  const { id: team } = await db.team.findFirstOrThrow(order)
  const { id: developer } = await db.developer.findFirstOrThrow({ where: { isBot: false } })
  const { id: analysis } = await db.analysis.findFirstOrThrow({
    where: { repositoryId: repository.id },
  })
  const where = { repositoryId: repository.id, skipped: null }
  const { hash } = await db.commit.findFirstOrThrow({ where, orderBy: { authoredAt: 'desc' } })
  const { number } = await db.pullRequest.findFirstOrThrow({
    where: { repositoryId: repository.id, state: 'merged' },
    orderBy: { number: 'desc' },
  })
  const own = `/repositories/${repository.id}`
  return [
    ...[
      own,
      `${own}/history`,
      `${own}/analyses/${analysis}`,
      `/?repo=${repository.id}&m=throughput`,
    ],
    ...[`/teams/${team}`, `/developers/${developer}`, `/settings/teams/${team}`],
    ...[`/delivery?team=${team}&p=90d`, `/reviews?repo=${repository.id}`, `/work?dev=${developer}`],
    `/pull-requests/${repository.id}/${number}`,
    `/commits/${repository.id}/${Buffer.from(hash).toString('hex')}`,
    `/settings/identities/${developer}`,
  ]
}

/**
 * Makes a company of sample data, and says where its pages are.
 * @returns their paths, and one that signs in to them
 */
export async function makeSamplePages(database: Database) {
  const { companyId, id } = await createDemo(database)
  await makeDemo(database, companyId)
  return inCompany(database, companyId, async (db) => ({
    door: `/demo/${await makeLink(db, 'demo', id)}`,
    paths: [
      ...['/', '/?p=90d&m=first-review', '/delivery', '/reviews', '/work', '/health', '/teams'],
      ...['/developers', '/repositories', '/pull-requests', '/pull-requests?state=open'],
      ...[
        '/commits',
        '/signals',
        '/settings/rules',
        '/metrics',
        '/me',
        '/me/data',
        '/settings/data',
      ],
      ...['/settings/users', '/settings/teams', '/settings/identities', '/settings/connections'],
      ...['/settings/audit', '/settings/company'],
      ...(await rowPaths(db)),
    ],
  }))
}
