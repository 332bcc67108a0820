/** What one commit did, by path ids: what hot spots and couplings are made of. */
export interface ChangedFiles {
  /** Files of the change altogether, of whatever kind. */
  files: number
  /** The change lies within the window that is looked at. */
  isRecent: boolean
  /** Its code and test files, in step with one another. */
  paths: number[]
  /** The path each was renamed from, or 0. */
  renamedFrom: number[]
  isCode: boolean[]
  /** Decision points added less removed, 0 where they are not counted. */
  points: number[]
}

/**
 * Gives every change to the path its file has now: a renamed file brings its history along. Going
 * back in time, a rename hands everything older at the path it left to the path it made, through as
 * many renames as were read; what came later at the left path is another file's and stays there.
 * @param changes newest first, by committer date; their paths are replaced
 */
export function followRenames(changes: Pick<ChangedFiles, 'paths' | 'renamedFrom'>[]): void {
  const now = new Map<number, number>()
  for (const { paths, renamedFrom } of changes) {
    const left: [number, number][] = []
    paths.forEach((path, index) => {
      const present = now.get(path) ?? path
      const from = renamedFrom[index] ?? 0
      paths[index] = present
      if (from !== 0) left.push([from, present])
    })
    // Only for what is older: a file may have moved onto a path left in the same commit.
    for (const [from, present] of left) now.set(from, present)
  }
}
