/** Every option that changes numbers is said, whatever the configuration and git's defaults. */
const always = [
  ...['--stdin', '--always', '-r', '-z', '--raw', '--no-abbrev'],
  ...['--diff-algorithm=myers', '--indent-heuristic', '--inter-hunk-context=0'],
  ...['--no-color', '--no-ext-diff', '--no-textconv', '--no-relative', '--full-index'],
  ...['--submodule=short', '--ignore-submodules=none', '--src-prefix=a/', '--dst-prefix=b/'],
]

/** What `git diff-tree` is asked, by what is wanted of each commit it is told. */
export const diffTree = {
  /** Its changes with their lines, renames followed; a merge passes without any. */
  changes: ['diff-tree', ...always, '--root', '--diff-merges=off', '-p', '-U0', '-M'],
  /** The names of its changed files alone, from the trees. Takes `commit parent` too. */
  names: ['diff-tree', ...always, '--root', '--no-renames'],
  /**
   * Of a merge, the files that are as in none of its parents, with their lines. One line of context:
   * without any, git leaves unchanged lines out of the middle of a hunk.
   */
  merged: ['diff-tree', ...always, '-c', '-p', '-U1', '--no-renames'],
  /** The names of those files alone. */
  mergedNames: ['diff-tree', ...always, '-c', '--no-renames'],
}
