import { readFileSync, readlinkSync } from 'node:fs'

/**
 * When a process started, in the kernel's own ticks: with its id this tells it from a later process
 * that was given the same id. Null where the system does not say (no /proc) or it is gone.
 */
export function startedAt(pid: number): string | null {
  return statField(pid, 22)
}

/** The process group of a process, or null. */
export function groupOf(pid: number): number | null {
  const field = statField(pid, 5)
  return field === null ? null : Number(field)
}

/** The folder a process works in, or null. */
export function folderOf(pid: number): string | null {
  try {
    return readlinkSync(`/proc/${pid}/cwd`)
  } catch {
    return null
  }
}

/** Whether a process runs; one of another user does too. */
export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM'
  }
}

/** Field `number` of /proc/<pid>/stat, counted from 1 as in proc(5). */
function statField(pid: number, number: number): string | null {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'latin1')
    // The second field is a name in brackets that may hold blanks and brackets itself.
    return stat.slice(stat.lastIndexOf(')') + 2).split(' ')[number - 3] ?? null
  } catch {
    return null
  }
}
