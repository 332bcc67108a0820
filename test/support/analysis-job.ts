import { requestAnalysis } from '../../src/analysis/analyses.js'
import { readConfig } from '../../src/config.js'
import type { Run } from '../../src/database/runs.js'
import { analyzeRepositoryJob } from '../../src/jobs/analyze-repository.js'
import type { Log } from '../../src/platform/log.js'
import { addRepository } from '../../src/repositories/repositories.js'
import { readSource } from '../../src/repositories/source.js'
import type { TestCompany } from './company.js'
import { connectAs, testDatabase } from './database.js'
import { searchPath } from './git-repository.js'
import { silentLog } from './log.js'
import { makeTinyHost, type TinyHost, tinyServices } from './tiny-host.js'

const never = new AbortController().signal

/** Adds a source to a company and lets its analysis in, as web and dispatcher do. */
export async function asked(
  company: TestCompany,
  typed: string,
  outboundAllow: string[] = [],
): Promise<Run> {
  const source = readSource(typed, { allowsLocalPaths: true, outboundAllow })
  const analysisId = await company.work(async (db) => {
    const { repository } = await addRepository(db, source)
    const userId = company.owner.id
    return requestAnalysis(db, { repositoryId: repository.id, userId, window: 'all' })
  })
  return letIn({ companyId: company.id, analysisId, attempt: 1 })
}

/** Lets a waiting analysis in, as the dispatcher does. */
export async function letIn(run: Run): Promise<Run> {
  const client = await connectAs('super')
  const { rows } = await client.query(
    `UPDATE directory.runs SET "admittedAt" = now(), attempt = attempt + 1
     WHERE "companyId" = $1 AND "analysisId" = $2 RETURNING attempt`,
    [String(run.companyId), String(run.analysisId)],
  )
  return { ...run, attempt: rows[0].attempt }
}

/** Does the worker's job for an analysis that was let in. */
export function workOff(
  run: Run,
  told: {
    workFolder: string
    outboundAllow?: string[]
    isEmbedded?: boolean
    leaving?: AbortSignal
    tiny?: TinyHost
    log?: Log
  },
): Promise<void> {
  const { workFolder, outboundAllow = [], isEmbedded = true, leaving = never } = told
  const { analysisCaps } = readConfig({ NODE_ENV: 'test' })
  const config = {
    ...{ isEmbedded, outboundAllow, workFolder, searchPath },
    ...{ analysesAtOnce: 1, analysisCaps },
  }
  const codeHosts = tinyServices(told.tiny ?? makeTinyHost())
  const { log = silentLog } = told
  return analyzeRepositoryJob({ config, database: testDatabase(), codeHosts, log }, run, leaving)
}
