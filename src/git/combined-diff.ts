/** Lines of a combined diff in one row that have the same marks. */
export interface CombinedSpan {
  /** Which parents have these lines, one bit a parent, the first parent's lowest. */
  parents: number
  /** They are not in the merge. */
  isRemoved: boolean
  lines: number
}

/** A stretch of a merged file, told line by line. What lies between two is as in all parents. */
export interface CombinedHunk {
  /** The number of its first line in the merge. */
  first: number
  spans: CombinedSpan[]
}

/** A file that is, after a merge, as in none of its parents. */
export interface CombinedFile {
  path: Buffer
  /** By parent: the file is not in it. */
  absent: boolean[]
  /** The first parent with the same content (its mode differs then), or null. */
  sameAs: number | null
  isDeleted: boolean
  /** The contents that its lines are told from, by id; none of a link or submodule. */
  blobs: string[]
  isBinary: boolean
  hunks: CombinedHunk[]
}

/** What a merge made of the files that its parents had changed in different ways. */
export interface CombinedDiff {
  hash: string
  files: CombinedFile[]
}

/** So many parents are told apart by bits; git itself merges no more. */
export const mostParents = 30
