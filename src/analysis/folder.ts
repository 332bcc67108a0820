/** How many levels of a path folder charts group by. */
const levels = 2

/** The folder a path is counted under: its first two levels at most, "" at the root. */
export function folderOf(path: string): string {
  return path.split('/').slice(0, -1).slice(0, levels).join('/')
}
