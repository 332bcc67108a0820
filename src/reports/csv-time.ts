import { localDate } from '../metrics/period.js'

const formats = new Map<string, Intl.DateTimeFormat>()

/** An instant as ISO 8601 with its offset in a time zone: `2026-03-04T13:00:00+01:00`. */
export function zoned(instant: Date, timeZone: string): string {
  const known = formats.get(timeZone)
  const format =
    known ??
    new Intl.DateTimeFormat('en-GB', {
      ...{ timeZone, hour: '2-digit', minute: '2-digit', second: '2-digit', hourCycle: 'h23' },
      timeZoneName: 'longOffset',
    })
  formats.set(timeZone, format)
  const parts = Object.fromEntries(
    format.formatToParts(instant).map(({ type, value }) => [type, value]),
  )
  const offset = parts.timeZoneName?.replace('GMT', '') || '+00:00'
  const time = `${parts.hour}:${parts.minute}:${parts.second}`
  return `${localDate(instant, timeZone)}T${time}${offset}`
}
