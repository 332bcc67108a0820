/** Every option that changes numbers is said, whatever the configuration and git's defaults. */
export const diffOptions = [
  ...['--stdin', '--always', '--root', '--diff-merges=off', '-r', '-z', '--raw', '--no-abbrev'],
  ...['-p', '-U0', '--inter-hunk-context=0', '-M', '--diff-algorithm=myers', '--indent-heuristic'],
  ...['--no-color', '--no-ext-diff', '--no-textconv', '--no-relative', '--full-index'],
  ...['--submodule=short', '--ignore-submodules=none', '--src-prefix=a/', '--dst-prefix=b/'],
]
