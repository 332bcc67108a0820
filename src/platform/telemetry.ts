import { collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client'
import { analysisTelemetry } from './analysis-telemetry.js'

/** How many and how old the things are that wait in one line. */
export interface Line {
  name: string
  waiting: number
  underWay: number
  /** Seconds since the first of them is due. */
  oldestSeconds: number
}

/** A pool of database connections, as node-postgres counts it. */
export interface PoolState {
  totalCount: number
  idleCount: number
  waitingCount: number
}

/**
 * What this process tells Prometheus: requests, jobs, lines, connections, memory. Numbers and names of
 * this program only; no company, no person, no path that somebody typed.
 */
export interface Telemetry extends ReturnType<typeof analysisTelemetry> {
  registry: Registry
  /** `route` is the pattern of the route table, or "other". */
  request(told: { method: string; route: string; status: number; seconds: number }): void
  job(told: { name: string; outcome: 'done' | 'failed'; seconds: number }): void
}

const seconds = [0.005, 0.01, 0.025, 0.05, 0.1, 0.2, 0.4, 0.8, 1.5, 3, 10]

/**
 * Opens the counters of a process.
 * @param door "web" or "worker"
 * @param lines asked when somebody reads the numbers; a fault leaves them out
 */
export function openTelemetry(
  door: string,
  { pool, lines = async () => [] }: { pool: PoolState; lines?: () => Promise<Line[]> },
): Telemetry {
  const registry = new Registry()
  registry.setDefaultLabels({ door })
  collectDefaultMetrics({ register: registry })
  const registers = [registry]
  const requests = new Histogram({
    name: 'codevisto_request_seconds',
    help: 'Requests by method, route and status.',
    labelNames: ['method', 'route', 'status'],
    buckets: seconds,
    registers,
  })
  const jobs = new Histogram({
    name: 'codevisto_job_seconds',
    help: 'Jobs by name and outcome.',
    labelNames: ['name', 'outcome'],
    buckets: [0.1, 0.5, 2, 10, 60, 300, 1800, 7200],
    registers,
  })
  new Gauge({
    name: 'codevisto_database_connections',
    help: 'Connections of the pool by state; "waiting" are callers without one.',
    labelNames: ['state'],
    registers,
    collect() {
      this.set({ state: 'idle' }, pool.idleCount)
      this.set({ state: 'used' }, pool.totalCount - pool.idleCount)
      this.set({ state: 'waiting' }, pool.waitingCount)
    },
  })
  // Both gauges are collected at once: the lines are asked once for them.
  let asking: Promise<Line[]> | null = null
  const ask = () => {
    asking ??= lines()
      .catch(() => [])
      .finally(() => {
        asking = null
      })
    return asking
  }
  new Gauge({
    name: 'codevisto_line_length',
    help: 'What waits in line and what is under way.',
    labelNames: ['line', 'state'],
    registers,
    async collect() {
      for (const line of await ask()) {
        this.set({ line: line.name, state: 'waiting' }, line.waiting)
        this.set({ line: line.name, state: 'under way' }, line.underWay)
      }
    },
  })
  new Gauge({
    name: 'codevisto_line_age_seconds',
    help: 'How long the first in line has been due.',
    labelNames: ['line'],
    registers,
    async collect() {
      for (const line of await ask()) this.set({ line: line.name }, line.oldestSeconds)
    },
  })
  return {
    registry,
    ...analysisTelemetry(registry),
    request: ({ seconds: took, ...labels }) =>
      requests.observe({ ...labels, status: String(labels.status) }, took),
    job: ({ seconds: took, ...labels }) => jobs.observe(labels, took),
  }
}
