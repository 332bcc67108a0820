/** What everybody may know of a metric before trusting it. */
export interface MetricKind {
  title: string
  /** '' is a count. Hours are shown in minutes or days where those read better. */
  unit: '' | 'h' | '%' | 'lines' | 'people' | 'per 100 lines' | 'per person'
  /** Which way is better, or 'none': it describes and does not judge. */
  direction: 'up' | 'down' | 'none'
  /** One or two sentences, the arithmetic in words. */
  definition: string
  leavesOut: string
  notFor: string
  /** What time it can speak of. */
  horizon: string
  /** Raised when the definition changes. */
  version: number
}
