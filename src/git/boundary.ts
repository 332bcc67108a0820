import { readFile } from 'node:fs/promises'
import { join } from 'node:path'

/**
 * The boundary of a shallow history: commits whose parents were not fetched. Git shows them as
 * adding every file, so they are never diffed. Empty for a complete history.
 */
export async function readBoundary(gitFolder: string): Promise<Set<string>> {
  const text = await readFile(join(gitFolder, 'shallow'), 'latin1').catch(() => '')
  return new Set(text.split('\n').filter(Boolean))
}
