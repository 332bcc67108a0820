import { fork } from 'node:child_process'
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
 * Starts one of our own processes.
 * @param name its script in `dist/`, without the ending
 * @param fallen told when it ends after having been ready
 */
export function startChild(
  name: string,
  environment: NodeJS.ProcessEnv,
  fallen: (name: string) => void,
): Child {
  const child = fork(join(packageRoot, 'dist', `${name}.js`), [], {
    env: environment,
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  })
  let isReady = false
  const gone = new Promise<void>((resolve) => child.once('exit', () => resolve()))
  const ready = new Promise<void>((resolve, reject) => {
    child.once('message', () => {
      isReady = true
      resolve()
    })
    child.once('exit', () => {
      if (isReady) fallen(name)
      else reject(new Error(`The ${name} process did not start.`))
    })
  })
  return {
    ready,
    async stop() {
      if (child.exitCode !== null || child.signalCode !== null) return
      child.kill('SIGTERM')
      const limit = setTimeout(() => child.kill('SIGKILL'), patience)
      await gone
      clearTimeout(limit)
    },
  }
}
