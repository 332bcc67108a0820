const grouped = new Intl.NumberFormat('en', { maximumFractionDigits: 0 })

/** A whole number with narrow, unbreakable spaces between its thousands. */
export const amount = (value: number) => grouped.format(value).replaceAll(',', '\u202f')
