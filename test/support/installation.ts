import { type ChildProcess, spawn } from 'node:child_process'
import { chmod, mkdtemp, rm } from 'node:fs/promises'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { packageRoot } from '../../src/platform/root.js'

export async function freePort(): Promise<number> {
  const server = createServer()
  await new Promise<void>((resolve) => server.listen(0, resolve))
  const address = server.address()
  await new Promise((resolve) => server.close(resolve))
  return typeof address === 'object' && address ? address.port : 0
}

/** One run of a script of `dist/`: what it says and how it ends. */
export class Running {
  said = ''
  readonly ended: Promise<number | null>

  constructor(readonly child: ChildProcess) {
    child.stdout?.on('data', (chunk) => {
      this.said += chunk
    })
    child.stderr?.on('data', (chunk) => {
      this.said += chunk
    })
    this.ended = new Promise((resolve) => child.once('close', (code) => resolve(code)))
  }

  /** Waits until it says this. */
  async says(words: string): Promise<void> {
    let isOver = false
    this.ended.then(() => {
      isOver = true
    })
    while (!this.said.includes(words)) {
      if (isOver) throw new Error(`It ended without saying "${words}": ${this.said}`)
      await new Promise((resolve) => setTimeout(resolve, 50))
    }
  }
}

/** A fresh installation in a folder of its own, as `npm start` makes it. */
export class Installation {
  private constructor(
    readonly data: string,
    readonly port: number,
  ) {}

  static async make(): Promise<Installation> {
    const data = await mkdtemp(join(tmpdir(), 'codevisto-test-data-'))
    // Root's PostgreSQL runs under another account, which must be able to enter.
    await chmod(data, 0o755)
    return new Installation(data, await freePort())
  }

  get origin(): string {
    return `http://localhost:${this.port}`
  }

  run(script: string, args: string[] = [], environment: NodeJS.ProcessEnv = {}): Running {
    const child = spawn(process.execPath, [join(packageRoot, 'dist', script), ...args], {
      env: {
        PATH: process.env.PATH,
        PORT: String(this.port),
        CODEVISTO_DATA: this.data,
        ...environment,
      },
      stdio: ['ignore', 'pipe', 'pipe'],
    })
    return new Running(child)
  }

  remove(): Promise<void> {
    return rm(this.data, { recursive: true, force: true })
  }
}
