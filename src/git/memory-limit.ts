/**
 * What one git may hold in memory, in MiB; the packs it maps are not counted. A git that asks for
 * more ends at once with the fault 'out-of-memory', long before the machine is in need.
 *
 * diff: a tree of 1e6 paths takes 320, two versions of a 15 MB file of short lines 590; the largest
 *   of babel's 17,000 commits stays below 192. Together with Node's 150 it is less than 512.
 * walk: about 300 bytes a commit.
 * network: index-pack takes about 100 bytes an object.
 * refs: a host's list of branches is held whole.
 */
export const memoryMiB = { diff: 256, walk: 1024, network: 2048, refs: 256 }

/** `git` with these arguments, or a shell that limits itself and then becomes it (Linux). */
export function limitedGit(args: string[], limitMiB: number): [command: string, args: string[]] {
  if (process.platform !== 'linux') return ['git', args]
  // "$@" is passed on word by word: nothing in it is read by the shell.
  const script = `ulimit -d ${limitMiB * 1024} 2>/dev/null; exec git "$@"`
  return ['/bin/sh', ['-c', script, 'git', ...args]]
}
