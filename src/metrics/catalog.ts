import { deliveryMetrics } from './delivery-metrics.js'
import { healthMetrics } from './health-metrics.js'
import type { MetricKind } from './metric-kind.js'
import { reviewMetrics } from './review-metrics.js'
import { workMetrics } from './work-metrics.js'

/** The questions that metrics answer, in the order of the pages. */
export const metricGroups = {
  delivery: { title: 'Delivery', metrics: deliveryMetrics },
  reviews: { title: 'Reviews', metrics: reviewMetrics },
  work: { title: 'Work', metrics: workMetrics },
  health: { title: 'Health', metrics: healthMetrics },
} as const

/**
 * Every metric of the product. Tiles, help, exports and the page `/metrics` say what stands here and
 * nothing else; a number that is not in it is not shown.
 */
export const catalog = { ...deliveryMetrics, ...reviewMetrics, ...workMetrics, ...healthMetrics }

export type MetricKey = keyof typeof catalog

export const metricKeys = Object.keys(catalog) as MetricKey[]

/** What is known of a metric. */
export const metricOf = (key: MetricKey): MetricKind => catalog[key]

/** Where its definition stands. */
export const metricHref = (key: MetricKey) => `/metrics#${key}`
