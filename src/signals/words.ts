/** Words of findings: counts and times as a sentence says them. */

const grouped = new Intl.NumberFormat('en', { maximumFractionDigits: 0 })

/** "1 review", "1 240 reviews" */
export function counted(count: number, one: string, many = `${one}s`): string {
  return `${grouped.format(count).replaceAll(',', '\u202f')} ${count === 1 ? one : many}`
}

/** "40 minutes", "17.6 hours", "3.4 days" */
export function spell(seconds: number): string {
  const hours = seconds / 3600
  if (hours < 1) return `${Math.max(1, Math.round(seconds / 60))} minutes`
  return hours < 48 ? `${hours.toFixed(1)} hours` : `${(hours / 24).toFixed(1)} days`
}

/** "41%" of a share from 0 to 1. */
export const percent = (share: number) => `${Math.round(100 * share)}%`

/** "in the last 28 days" */
export const inLast = (days: number) => `in the last ${days} days`
