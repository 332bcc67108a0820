import type { TreeMemory } from './process-tree.js'
import { amount } from './quantity.js'
import { cell, rightCell } from './text-cell.js'

/** Often enough to see a git come and go, seldom enough to cost nothing. */
const everyMs = 50

interface Stage {
  name: string
  /** Wall clock, and the processor time of Node's own process; seconds. */
  seconds: number
  cpuSeconds: number
  /** Peaks in bytes; null where the system does not tell. */
  nodeBytes: number
  gitBytes: number | null
}

/** Time and memory of a command by its stages, one after the other. */
export class StageMetrics {
  #stages: Stage[] = []
  #begun = { ms: 0, cpu: process.cpuUsage() }
  #timer: NodeJS.Timeout

  constructor(private readonly memory: () => TreeMemory) {
    this.#timer = setInterval(() => this.#look(), everyMs).unref()
  }

  /** Begins a stage, unless it is the one that runs. */
  enter(name: string): void {
    if (this.#stages.at(-1)?.name === name) return
    this.#close()
    this.#stages.push({ name, seconds: 0, cpuSeconds: 0, nodeBytes: 0, gitBytes: null })
    this.#begun = { ms: performance.now(), cpu: process.cpuUsage() }
    this.#look()
  }

  /** Ends the last stage; a table, and how quickly commits were read if any were. */
  end(commitsRead: number): string[] {
    this.#close()
    clearInterval(this.#timer)
    const { maxRSS } = process.resourceUsage()
    const all: Stage = {
      name: 'all',
      seconds: sum(this.#stages.map(({ seconds }) => seconds)),
      cpuSeconds: sum(this.#stages.map(({ cpuSeconds }) => cpuSeconds)),
      nodeBytes: Math.max(maxRSS * 1024, ...this.#stages.map(({ nodeBytes }) => nodeBytes)),
      gitBytes: this.#stages.reduce(
        (most, { gitBytes }) => larger(most, gitBytes),
        null as number | null,
      ),
    }
    const reading = this.#stages.find(({ name }) => name === 'reading')?.seconds ?? 0
    const speed = `${amount(commitsRead)} commits read, ${amount(commitsRead / reading)} a second`
    return [
      cell('stage', 10) + ['seconds', 'CPU of Node', 'Node MiB', 'git MiB'].map(column).join(''),
      ...[...this.#stages, all].map(row),
      ...(reading > 0 ? [speed] : []),
    ]
  }

  #look(): void {
    const stage = this.#stages.at(-1)
    if (!stage) return
    const { node, gits } = this.memory()
    stage.nodeBytes = Math.max(stage.nodeBytes, node)
    stage.gitBytes = larger(stage.gitBytes, gits)
  }

  #close(): void {
    const stage = this.#stages.at(-1)
    if (!stage) return
    this.#look()
    const { user, system } = process.cpuUsage(this.#begun.cpu)
    stage.seconds = (performance.now() - this.#begun.ms) / 1000
    stage.cpuSeconds = (user + system) / 1e6
  }
}

const column = (text: string) => rightCell(text, 13)

function row({ name, seconds, cpuSeconds, nodeBytes, gitBytes }: Stage): string {
  const mebibytes = (bytes: number) => amount(bytes / 2 ** 20)
  const numbers = [seconds.toFixed(2), cpuSeconds.toFixed(2), mebibytes(nodeBytes)]
  const git = gitBytes === null ? 'not told' : mebibytes(gitBytes)
  return cell(name, 10) + [...numbers, git].map(column).join('')
}

function sum(values: number[]): number {
  return values.reduce((total, value) => total + value, 0)
}

function larger(one: number | null, other: number | null): number | null {
  return one === null || other === null ? (one ?? other) : Math.max(one, other)
}
