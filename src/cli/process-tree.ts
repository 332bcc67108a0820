import { readdirSync, readFileSync, readlinkSync } from 'node:fs'

/** Memory in bytes. */
export interface TreeMemory {
  /** Node now: this process and those of the same program below it. */
  node: number
  /** The most that the other processes below it that run now have taken; null without /proc. */
  gits: number | null
}

/** Memory of this process and of all that it has started, as far as the system tells. */
export function treeMemory(): TreeMemory {
  const memory: TreeMemory = { node: process.memoryUsage.rss(), gits: 0 }
  const waiting = childrenOf('self')
  if (waiting === null) return { ...memory, gits: null }
  for (let pid = waiting.pop(); pid !== undefined; pid = waiting.pop()) {
    waiting.push(...(childrenOf(pid) ?? []))
    if (programOf(pid) === process.execPath) memory.node += statusBytes(pid, 'VmRSS')
    else memory.gits! += statusBytes(pid, 'VmHWM')
  }
  return memory
}

/** The ids of the processes that any thread of a process has started; null when it is not told. */
function childrenOf(pid: string): string[] | null {
  try {
    return readdirSync(`/proc/${pid}/task`).flatMap((thread) =>
      readFileSync(`/proc/${pid}/task/${thread}/children`, 'latin1').split(' ').filter(Boolean),
    )
  } catch {
    return null
  }
}

function programOf(pid: string): string | null {
  try {
    return readlinkSync(`/proc/${pid}/exe`)
  } catch {
    return null
  }
}

/** A line of /proc/<pid>/status in bytes; 0 of a process that is gone. */
function statusBytes(pid: string, name: 'VmRSS' | 'VmHWM'): number {
  try {
    const status = readFileSync(`/proc/${pid}/status`, 'latin1')
    return 1024 * Number(new RegExp(`^${name}:\\s+(\\d+)`, 'm').exec(status)?.[1] ?? 0)
  } catch {
    return 0
  }
}
