import pg from 'pg'
import { requestAnalysis } from '../../src/analysis/analyses.js'
import { readConfig } from '../../src/config.js'
import { analyzeRepositoryJob } from '../../src/jobs/analyze-repository.js'
import { addRepository } from '../../src/repositories/repositories.js'
import { readSource } from '../../src/repositories/source.js'
import type { TestCompany } from './company.js'
import { searchPath } from './git-repository.js'
import { silentLog } from './log.js'
import type { SpareDatabase } from './spare-database.js'
import { makeTinyHost, tinyServices } from './tiny-host.js'

/** Works with a connection that nothing holds. */
export async function behind<T>(
  { superUrl }: Pick<SpareDatabase, 'superUrl'>,
  work: (client: pg.Client) => Promise<T>,
): Promise<T> {
  const client = new pg.Client({ connectionString: superUrl })
  await client.connect()
  return work(client).finally(() => client.end())
}

/** Rows of a question. */
export const rowsOf = <Row extends object>(spare: SpareDatabase, sql: string): Promise<Row[]> =>
  behind(spare, async (client) => (await client.query<Row>(sql)).rows)

/** Every row of every table of the product but the history of migrations, as one text in lower case. */
export async function wholeText(client: pg.Client): Promise<string> {
  const { rows } = await client.query<{ name: string }>(
    `SELECT format('%I.%I', schemaname, tablename) AS name FROM pg_tables
     WHERE schemaname IN ('public', 'directory') AND tablename <> '_prisma_migrations' ORDER BY 1`,
  )
  const texts: string[] = []
  for (const { name } of rows) {
    const all = await client.query<{ text: string }>(`SELECT t::text AS text FROM ${name} t`)
    for (const { text } of all.rows) texts.push(text)
  }
  return texts.join('\n').toLowerCase()
}

/** Analyses a repository of this machine in a database of the test's own. */
export async function analyzeIn(
  spare: SpareDatabase,
  company: TestCompany,
  path: string,
  workFolder: string,
): Promise<bigint> {
  const source = readSource(path, { allowsLocalPaths: true, outboundAllow: [] })
  const { repositoryId, analysisId } = await company.work(async (db) => {
    const { repository } = await addRepository(db, source)
    const asked = { repositoryId: repository.id, userId: company.owner.id, window: 'all' as const }
    return { repositoryId: repository.id, analysisId: await requestAnalysis(db, asked) }
  })
  await spare.spoil(`UPDATE directory.runs SET "admittedAt" = now(), attempt = attempt + 1
    WHERE "analysisId" = ${analysisId}`)
  const { analysisCaps } = readConfig({ NODE_ENV: 'test' })
  const config = {
    ...{ isEmbedded: true, outboundAllow: [], workFolder, searchPath },
    ...{ analysesAtOnce: 1, analysisCaps },
  }
  await analyzeRepositoryJob(
    { config, database: spare.database, codeHosts: tinyServices(makeTinyHost()), log: silentLog },
    { companyId: company.id, analysisId, attempt: 1 },
    new AbortController().signal,
  )
  return repositoryId
}
