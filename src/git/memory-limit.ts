const mebibyte = 1024 * 1024

/**
 * What one git may hold in memory, in bytes; the files it maps (packs) are not counted. A git that
 * asks for more ends at once with the fault 'too-large', long before the machine is in need.
 *
 * diff-tree: a tree of 1e6 paths takes 320 MiB, two versions of a 15 MB file of short lines 590 MiB;
 *   the largest of babel's 17,000 commits stays below 192 MiB.
 * walk: about 300 bytes a commit.
 * network: index-pack takes about 100 bytes an object; a list of refs is held whole.
 */
export const memoryLimits = {
  diff: 256 * mebibyte,
  walk: 1024 * mebibyte,
  network: 2048 * mebibyte,
  refs: 256 * mebibyte,
}

/**
 * The command that runs git under a limit. `ulimit -d` holds the heap and private mappings (Linux);
 * where a system does not know it, git runs without.
 */
export function limited(bytes: number, args: string[]): [command: string, args: string[]] {
  const script = 'ulimit -d "$0" 2>/dev/null; exec git "$@"'
  return ['/bin/sh', ['-c', script, String(Math.floor(bytes / 1024)), ...args]]
}
