/**
 * The numbers of `@@ -a,b +c,d @@`: the first removed line's number and how many were removed, the
 * first added line's and how many were added. Of a side without lines it is the line before.
 */
export interface HunkHeader {
  firstRemoved: number
  removed: number
  added: number
  firstAdded: number
}

const comma = 44

/** Reads a hunk header at `start`; a count left out is 1. */
export function readHunkHeader(bytes: Buffer, start: number): HunkHeader {
  // Past `@@ -`.
  let position = start + 4
  const number = () => {
    let value = 0
    for (;;) {
      const digit = (bytes[position] ?? 0) - 48
      if (digit < 0 || digit > 9) return value
      value = value * 10 + digit
      position++
    }
  }
  const count = () => {
    if (bytes[position] !== comma) return 1
    position++
    return number()
  }
  const firstRemoved = number()
  const removed = count()
  // Past ` +`.
  position += 2
  const firstAdded = number()
  return { firstRemoved, removed, added: count(), firstAdded }
}
