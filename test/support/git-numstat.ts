import { git } from './git-repository.js'

/** What git itself counts of a file: additions, deletions (null for binary), renames. */
export interface Counted {
  path: string
  renamedFrom: string | null
  additions: number | null
  deletions: number | null
}

/** `git -c diff.context=0 log --numstat -M` by commit: the definition our volumes must meet. */
export function numstat(path: string, ...options: string[]): Map<string, Counted[]> {
  const format = '--format=%x01%H%x02'
  const args = ['-c', 'diff.context=0', 'log', '--numstat', '-M', '-z', format, ...options]
  const commits = git(path, ...args)
    .split('\x01')
    .slice(1)
  return new Map(
    commits.map((text) => {
      const [hash, rest] = text.split('\x02') as [string, string]
      return [hash, readFiles(rest.split('\0'))]
    }),
  )
}

function readFiles(fields: string[]): Counted[] {
  const files: Counted[] = []
  for (let index = 0; index < fields.length; index++) {
    const match = /^\n?(-|\d+)\t(-|\d+)\t(.*)$/s.exec(fields[index] ?? '')
    if (!match) continue
    const renamed = match[3] === ''
    files.push({
      path: renamed ? (fields[index + 2] ?? '') : (match[3] ?? ''),
      renamedFrom: renamed ? (fields[index + 1] ?? '') : null,
      additions: match[1] === '-' ? null : Number(match[1]),
      deletions: match[2] === '-' ? null : Number(match[2]),
    })
    if (renamed) index += 2
  }
  return files
}
