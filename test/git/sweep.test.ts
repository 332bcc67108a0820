import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdir, readdir, utimes, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { withCloneFolder } from '../../src/git/clone-folder.js'
import { isAlive, startedAt } from '../../src/git/process-facts.js'
import { sweepClones } from '../../src/git/sweep.js'
import { AnalysisBench } from '../support/git-analysis.js'

let bench: AnalysisBench
let child: ChildProcess | null = null

beforeEach(async () => {
  bench = await AnalysisBench.create()
})

afterEach(async () => {
  child?.kill('SIGKILL')
  child = null
  await bench.remove()
})

/** The id of a process that has ended. */
async function deadProcess(): Promise<number> {
  const ended = spawn(process.execPath, ['--version'], { stdio: 'ignore' })
  await once(ended, 'exit')
  return ended.pid ?? 0
}

async function abandoned(name: string, owner: object | null): Promise<string> {
  const folder = join(bench.workFolder, `codevisto-clone-${name}`)
  await mkdir(join(folder, 'repository.git'), { recursive: true })
  if (owner) await writeFile(join(folder, 'owner.json'), JSON.stringify(owner))
  return folder
}

it('ASVS 5.3.2: deletes what nobody owns, and nothing else', async () => {
  await abandoned('dead', { pid: await deadProcess(), startedAt: null, groups: [] })
  const reused = { pid: process.pid, startedAt: 'another time', groups: [] }
  if (startedAt(process.pid)) await abandoned('reused', reused)
  const old = await abandoned('unowned', null)
  await utimes(old, 1, 1)
  await abandoned('newborn', null)
  await mkdir(join(bench.workFolder, 'somebody-else'))
  await withCloneFolder(bench.workFolder, async () => {
    await sweepClones(bench.workFolder)
    const left = await readdir(bench.workFolder)
    expect(left).toHaveLength(3)
    expect(left).toEqual(expect.arrayContaining(['codevisto-clone-newborn', 'somebody-else']))
  })
})

it.runIf(process.platform === 'linux')('kills the gits that outlived their analysis', async () => {
  const folder = await abandoned('dead', null)
  const sleep = ['-e', 'setTimeout(() => {}, 60_000)']
  child = spawn(process.execPath, sleep, { cwd: folder, detached: true, stdio: 'ignore' })
  const bystander = spawn(process.execPath, sleep, { detached: true, stdio: 'ignore' })
  const groups = [child.pid, bystander.pid]
  const owner = { pid: await deadProcess(), startedAt: null, groups }
  await writeFile(join(folder, 'owner.json'), JSON.stringify(owner))
  const killed = once(child, 'exit')
  expect(await sweepClones(bench.workFolder)).toBe(1)
  expect((await killed)[1]).toBe('SIGKILL')
  expect(isAlive(bystander.pid ?? 0)).toBe(true)
  bystander.kill('SIGKILL')
})

it('has nothing to do where there is no folder', async () => {
  expect(await sweepClones(join(bench.workFolder, 'nothing'))).toBe(0)
})
