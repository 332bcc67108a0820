import { availableParallelism, freemem } from 'node:os'

/** More keep one Node busy for nothing: reading costs about a third of what git's diffing does. */
const most = 3
/** What one more git needs for comfort. */
const memoryEach = 512 * 1024 * 1024

/** How many gits may diff side by side in each of so many analyses at once: cores, then memory. */
export function gitsAtOnce(analyses: number): number {
  const byCores = Math.floor(availableParallelism() / analyses)
  const byMemory = Math.floor(freemem() / memoryEach / analyses)
  return Math.max(1, Math.min(most, byCores, byMemory))
}
