import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import request from 'supertest'
import { describe, expect, onTestFinished, test } from 'vitest'
import { readLines } from '../../src/database/lines.js'
import { openTelemetry, type Telemetry } from '../../src/platform/telemetry.js'
import { serveTelemetry } from '../../src/platform/telemetry-server.js'
import { makeApp } from '../support/app.js'
import { makeCompany } from '../support/company.js'
import { testDatabase } from '../support/database.js'
import { makeRepository } from '../support/facts.js'
import { silentLog } from '../support/log.js'

const pool = { totalCount: 5, idleCount: 2, waitingCount: 1 }

async function serve(telemetry: Telemetry): Promise<string> {
  const server = serveTelemetry(telemetry, 0, silentLog)!
  await once(server, 'listening')
  onTestFinished(() => void server.close())
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`
}

describe('the numbers of a process', () => {
  test('tell connections by state, jobs and memory', async () => {
    const telemetry = openTelemetry('worker', { pool })
    telemetry.job({ name: 'send-mail', outcome: 'failed', seconds: 0.3 })
    const { text } = await request(await serve(telemetry))
      .get('/metrics')
      .expect(200)
    expect(text).toContain('codevisto_database_connections{state="used",door="worker"} 3')
    expect(text).toContain('codevisto_database_connections{state="waiting",door="worker"} 1')
    expect(text).toContain(
      'codevisto_job_seconds_count{door="worker",name="send-mail",outcome="failed"} 1',
    )
    expect(text).toContain('process_resident_memory_bytes')
  })

  test('tell the lines as they are now, and nothing where they cannot be asked', async () => {
    const company = await makeCompany()
    await makeRepository(company)
    const lines = await readLines(testDatabase())
    expect(lines.map(({ name }) => name)).toEqual(['analyses', 'collections', 'mails'])
    expect(lines[0]!.waiting).toBeGreaterThanOrEqual(1)
    const telemetry = openTelemetry('worker', { pool, lines: async () => lines })
    const { text } = await request(await serve(telemetry)).get('/metrics')
    expect(text).toMatch(/line_length\{line="analyses",state="waiting",door="worker"\} [1-9]/)
    const away = openTelemetry('worker', { pool, lines: () => Promise.reject(new Error('away')) })
    const other = await request(await serve(away))
      .get('/metrics')
      .expect(200)
    expect(other.text).not.toContain('line="analyses"')
  })

  test('tell analyses by stage and outcome, and what hosts leave of their allowance', async () => {
    const telemetry = openTelemetry('worker', { pool })
    const [first, second] = [telemetry.analysis(), telemetry.analysis()]
    for (const stage of ['cloning', 'cloning', 'reading']) first.at(stage)
    second.at('cloning')
    second.end('done')
    telemetry.quota({ host: 'github', limit: 5000, remaining: 1000 })
    telemetry.quota({ host: 'gitlab', limit: null, remaining: 7 })
    const text = await telemetry.registry.metrics()
    expect(text).toContain('codevisto_analyses{stage="reading",door="worker"} 1')
    expect(text).toContain('codevisto_analyses{stage="cloning",door="worker"} 0')
    expect(text).toContain('codevisto_analyses_ended_total{outcome="done",door="worker"} 1')
    expect(text).toContain('codevisto_host_allowance_left_sum{door="worker",host="github"} 0.2')
    expect(text).not.toContain('host="gitlab"')
  })

  test('tell requests by the pattern of their route, never by what was typed', async () => {
    const { app, services } = makeApp()
    await request(app).get('/invitations/a-secret-token')
    await request(app).get('/no/such/page?canary=1')
    const text = await services.telemetry.registry.metrics()
    const counted = (route: string) =>
      `codevisto_request_seconds_count{door="web",method="GET",route="${route}"`
    expect(text).toContain(counted('/invitations/:token'))
    expect(text).toContain(counted('other'))
    expect(text).not.toMatch(/a-secret-token|canary/)
  })

  test('ASVS 13.4.5: are on no page of the product, and nothing else is on their port', async () => {
    await request(makeApp().app).get('/metrics.txt').expect(404)
    const origin = await serve(openTelemetry('web', { pool }))
    await request(origin).get('/').expect(404)
    await request(origin).post('/metrics').expect(404)
  })
})
