import { readdirSync, readFileSync } from 'node:fs'
import { bytesIn } from '../git/folder-size.js'
import { groupOf } from '../git/process-facts.js'
import { ReadingFault, type ReadingFaultCode } from '../git/reading-fault.js'

/** What one analysis may take. */
export interface ReaderCaps {
  minutes: number
  /** Of its clone, in MiB. */
  diskMiB: number
  /** Of its Node and all its gits together, files they map aside, in MiB; where the system says. */
  memoryMiB: number
  processes: number
}

const everyMs = 1_000
const mib = 1024 * 1024

function capped(code: ReadingFaultCode, what: string, name: string): ReadingFault {
  return new ReadingFault(
    code,
    `Reading was stopped: ${what}.`,
    `Read a shorter window, or let an analysis have more (${name}). Nothing of it was stored.`,
  )
}

/** The processes of a group, and the memory they have to themselves; nothing where /proc is not. */
function measureGroup(group: number): { processes: number; memoryMiB: number } {
  let processes = 0
  let kib = 0
  for (const name of readdirSync('/proc')) {
    if (!/^\d+$/.test(name) || groupOf(Number(name)) !== group) continue
    processes++
    try {
      const status = readFileSync(`/proc/${name}/status`, 'latin1')
      kib += Number(/^RssAnon:\s+(\d+)/m.exec(status)?.[1] ?? 0)
    } catch {
      // It has just ended.
    }
  }
  return { processes, memoryMiB: kib / 1024 }
}

async function exceeded(
  group: number,
  folder: string | null,
  minutes: number,
  caps: ReaderCaps,
): Promise<ReadingFault | null> {
  if (minutes > caps.minutes) {
    return capped('capped-time', `it took longer than ${caps.minutes} minutes`, 'ANALYSIS_MINUTES')
  }
  const disk = folder === null ? 0 : (await bytesIn(folder).catch(() => 0)) / mib
  if (disk > caps.diskMiB) {
    const what = `the clone grew beyond ${caps.diskMiB} MiB`
    return capped('capped-disk', what, 'ANALYSIS_DISK_MIB')
  }
  if (process.platform !== 'linux') return null
  const { processes, memoryMiB } = measureGroup(group)
  if (memoryMiB > caps.memoryMiB) {
    const what = `it needed more than ${caps.memoryMiB} MiB of memory`
    return capped('capped-memory', what, 'ANALYSIS_MEMORY_MIB')
  }
  if (processes > caps.processes) {
    const what = `it ran more than ${caps.processes} processes`
    return capped('capped-processes', what, 'ANALYSIS_PROCESSES')
  }
  return null
}

/**
 * Watches a process group once a second.
 * @param folder where its clone is, once that is known
 * @param onExceeded told once, of the first cap that it went beyond
 * @returns ends the watch
 */
export function watchCaps(
  group: number,
  caps: ReaderCaps,
  folder: () => string | null,
  onExceeded: (fault: ReadingFault) => void,
): () => void {
  const begun = performance.now()
  let isOver = false
  let timer: NodeJS.Timeout
  const look = async () => {
    const minutes = (performance.now() - begun) / 60_000
    const fault = await exceeded(group, folder(), minutes, caps)
    if (isOver) return
    if (fault) onExceeded(fault)
    else timer = setTimeout(look, everyMs)
  }
  timer = setTimeout(look, everyMs)
  return () => {
    isOver = true
    clearTimeout(timer)
  }
}
