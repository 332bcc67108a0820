import { type ChildProcess, spawn } from 'node:child_process'
import { join } from 'node:path'
import { packageRoot } from '../../src/platform/root.js'
import { searchPath } from './git-repository.js'

/** Compiled by whatever started the tests: `npm test` does. */
const door = join(packageRoot, 'dist', 'cli', 'analyze.js')

/** What a command said and how it ended. */
export interface Ended {
  code: number | null
  stdout: string
  stderr: string
}

/** Starts `analyze` with a temporary folder of its own. */
export function startAnalyze(temporary: string, ...args: string[]): ChildProcess {
  return spawn(process.execPath, [door, ...args], { env: { PATH: searchPath, TMPDIR: temporary } })
}

/** Waits for the end of a command. */
export function ended(child: ChildProcess): Promise<Ended> {
  const said = { stdout: '', stderr: '' }
  child.stdout?.setEncoding('utf8').on('data', (text) => {
    said.stdout += text
  })
  child.stderr?.setEncoding('utf8').on('data', (text) => {
    said.stderr += text
  })
  return new Promise((resolve) => child.on('close', (code) => resolve({ code, ...said })))
}
