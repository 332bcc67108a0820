import { Counter, Gauge, Histogram, type Registry } from 'prom-client'

/** One analysis under way in this process, as the numbers follow it. */
export interface CountedAnalysis {
  /** It is at this stage now: one of a few words of this program. */
  at(stage: string): void
  /** It has ended: "done", "handed back", "lost", or the code of what went wrong. */
  end(outcome: string): void
}

/** What is told of the allowance that a code host gives a token. */
export interface ToldQuota {
  host: string
  limit: number | null
  remaining: number | null
}

/** What the worker tells of analyses, and of the allowances that readings live on. */
export function analysisTelemetry(registry: Registry) {
  const registers = [registry]
  const stages = new Gauge({
    name: 'codevisto_analyses',
    help: 'Analyses under way in this process, by stage.',
    labelNames: ['stage'],
    registers,
  })
  const ended = new Counter({
    name: 'codevisto_analyses_ended_total',
    help: 'Analyses that this process has ended, by outcome: done, handed back, lost, or a fault.',
    labelNames: ['outcome'],
    registers,
  })
  const allowances = new Histogram({
    name: 'codevisto_host_allowance_left',
    help: 'What code hosts said is left of an allowance, as a share of it, by kind of host.',
    labelNames: ['host'],
    buckets: [0.01, 0.05, 0.1, 0.2, 0.4, 0.6, 0.8, 1],
    registers,
  })
  return {
    /** Counts an analysis from here on. */
    analysis(): CountedAnalysis {
      let now: string | null = null
      const leave = () => now !== null && stages.dec({ stage: now })
      return {
        at(stage) {
          if (stage === now) return
          leave()
          stages.inc({ stage })
          now = stage
        },
        end(outcome) {
          leave()
          now = null
          ended.inc({ outcome })
        },
      }
    },
    quota({ host, limit, remaining }: ToldQuota): void {
      if (limit && remaining !== null) allowances.observe({ host }, remaining / limit)
    },
  }
}
