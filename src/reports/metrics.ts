import { metricGroups } from '../metrics/catalog.js'
import type { MetricKind } from '../metrics/metric-kind.js'

/** `/metrics`: how everything is counted. */
export interface MetricsPage {
  groups: { title: string; metrics: (MetricKind & { key: string; better: string })[] }[]
}

const better = {
  ...{ up: 'More is better.', down: 'Less is better.' },
  none: 'It describes: neither more nor less is better.',
}

/** The catalogue, as people read it. */
export const metrics = (): MetricsPage => ({
  groups: Object.values(metricGroups).map(({ title, metrics }) => ({
    title,
    metrics: Object.entries<MetricKind>(metrics).map(([key, kind]) => ({
      ...{ key, ...kind, better: better[kind.direction] },
    })),
  })),
})
