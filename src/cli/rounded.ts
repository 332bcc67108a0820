/** To a fraction of one `part`: `rounded(0.1234, 1000)` is 0.123. */
export function rounded(value: number, part: number): number {
  return Math.round(value * part) / part
}
