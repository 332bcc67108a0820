import { type ChildProcess, fork } from 'node:child_process'
import { join } from 'node:path'
import { packageRoot } from './root.js'

export interface Child {
  /** Resolves when it says that it is ready; rejects when it ends before that. */
  ready: Promise<void>
  /** Asks it to leave and waits; one that does not leave is killed. */
  stop(): Promise<void>
}

/** How long a child may take to leave, in milliseconds; a little more than it gives itself. */
const patience = 28_000

/**
 * One that falls this often within a minute is not started again. More often than a repository may end
 * its worker before it is left alone (jobs/dispatcher.ts): it must not take the rest along.
 */
const mostFalls = 5

/** Waits for a process's first word; rejects when it ends without one. */
function firstWord(child: ChildProcess, name: string): Promise<void> {
  return new Promise((resolve, reject) => {
    child.once('message', () => resolve())
    child.once('exit', () => reject(new Error(`The ${name} process did not start.`)))
  })
}

/**
 * Keeps one of our own processes running: one that falls is started again.
 * @param name its script in `dist/`, without the ending
 * @param said told in a sentence of each fall
 * @param gaveUp told when it has fallen too often
 */
export function keepChild(
  name: string,
  environment: NodeJS.ProcessEnv,
  { said, gaveUp }: { said: (sentence: string) => void; gaveUp: () => void },
): Child {
  const falls: number[] = []
  let isStopping = false
  let child: ChildProcess

  const start = (): Promise<void> => {
    child = fork(join(packageRoot, 'dist', `${name}.js`), [], {
      env: environment,
      stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
    })
    const word = firstWord(child, name)
    word.then(
      () => child.once('exit', fall),
      () => {},
    )
    return word
  }

  const fall = () => {
    if (isStopping) return
    const minuteAgo = Date.now() - 60_000
    falls.push(Date.now())
    if (falls.filter((at) => at > minuteAgo).length >= mostFalls) {
      said(`The ${name} process keeps falling; stopping.`)
      gaveUp()
      return
    }
    said(`The ${name} process fell and is started again.`)
    start().catch(fall)
  }

  return {
    ready: start(),
    async stop() {
      isStopping = true
      if (child.exitCode !== null || child.signalCode !== null) return
      const gone = new Promise((resolve) => child.once('exit', resolve))
      child.kill('SIGTERM')
      const limit = setTimeout(() => child.kill('SIGKILL'), patience)
      await gone
      clearTimeout(limit)
    },
  }
}
