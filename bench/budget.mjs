/**
 * Says a figure beside what it may be at most, in a line that `npm run bench` gathers.
 * @param what measured against what; `unit` stands behind both numbers
 */
export function budget(what, value, most, unit = '') {
  const digits = Math.abs(value) < 20 ? 2 : 0
  const said = `${value.toFixed(digits)}${unit}`
  const isKept = value <= most
  console.log(
    `budget  ${what.padEnd(62)}${said.padStart(11)}  of ${most}${unit}${isKept ? '' : '  MISSED'}`,
  )
  return isKept
}
