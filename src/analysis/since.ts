/**
 * Reads a window's start: `90d` and `12m` count back from now (months by the calendar, in UTC),
 * `2026-01-01` is that day's beginning in UTC, `all` is everything. Null in `since` for `all`;
 * null altogether when it is none of these.
 */
export function readSince(text: string, now: Date): { since: Date | null } | null {
  if (text === 'all') return { since: null }
  const span = /^(\d{1,5})([dm])$/.exec(text)
  if (span) {
    const start = new Date(now)
    const count = Number(span[1])
    if (span[2] === 'd') start.setUTCDate(start.getUTCDate() - count)
    else backMonths(start, count)
    return { since: start }
  }
  const day = /^\d{4}-\d{2}-\d{2}$/.test(text) ? new Date(`${text}T00:00:00Z`) : null
  // `2026-02-30` rolls over into March: it is no day.
  return day && !Number.isNaN(day.getTime()) && day.toISOString().startsWith(text)
    ? { since: day }
    : null
}

/** The same day of the month so many months ago, or that month's last day. */
function backMonths(date: Date, months: number): void {
  const day = date.getUTCDate()
  date.setUTCDate(1)
  date.setUTCMonth(date.getUTCMonth() - months)
  const last = new Date(Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + 1, 0)).getUTCDate()
  date.setUTCDate(Math.min(day, last))
}
