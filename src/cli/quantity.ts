const whole = new Intl.NumberFormat('en', { maximumFractionDigits: 0 })
const tenths = new Intl.NumberFormat('en', { maximumFractionDigits: 1 })

/** A whole number: 18,609. */
export const amount = (value: number): string => whole.format(value)

/** One that may be small: 1.5, 15. */
export const measure = (value: number): string => (value < 9.95 ? tenths : whole).format(value)

/** `part` of `all` in percent: 42 %; a dash where there is nothing. */
export function percent(part: number, all: number): string {
  return all > 0 ? `${whole.format((100 * part) / all)} %` : '–'
}

/** A number with its noun: 1 commit, 2 commits. */
export function counted(value: number, one: string, more = `${one}s`): string {
  return `${amount(value)} ${value === 1 ? one : more}`
}

/** Bytes in MB or, below one, in kB. */
export function bytes(value: number): string {
  return value < 1e6 ? `${amount(value / 1e3)} kB` : `${measure(value / 1e6)} MB`
}
