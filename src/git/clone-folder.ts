import { mkdir, mkdtemp, rename, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { errorCode } from '../platform/errors.js'
import { startedAt } from './process-facts.js'
import { ReadingFault } from './reading-fault.js'

export const cloneFolderPrefix = 'codevisto-clone-'
export const ownerFile = 'owner.json'

/** Who made a clone folder, and which process groups work in it. */
export interface CloneOwner {
  pid: number
  startedAt: string | null
  groups: number[]
}

/** A folder for one analysis: the clone, its owner, nothing else. */
export interface CloneFolder {
  /** Where the repository goes; exists and is empty. */
  repository: string
  /** Writes down a process group that works here. */
  onGroup: (group: number) => void
}

/**
 * Makes a folder for the time of `work` and deletes it whatever happens. Should this process die
 * first, the owner file tells `sweepClones` that the folder is nobody's.
 */
export async function withCloneFolder<T>(
  workFolder: string,
  work: (folder: CloneFolder) => Promise<T>,
): Promise<T> {
  const folder = await makeFolder(workFolder)
  const owner: CloneOwner = { pid: process.pid, startedAt: startedAt(process.pid), groups: [] }
  let saved = Promise.resolve()
  const save = () => {
    saved = saved.then(() => writeOwner(folder, owner)).catch(() => {})
  }
  try {
    const repository = join(folder, 'repository.git')
    await writeOwner(folder, owner)
    await mkdir(repository)
    const onGroup = (group: number) => {
      owner.groups.push(group)
      save()
    }
    return await work({ repository, onGroup })
  } catch (error) {
    if (errorCode(error) === 'ENOSPC') throw noRoom()
    throw error
  } finally {
    await saved
    // A killed git may still be closing files here: ask again rather than leave the clone.
    await rm(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 })
  }
}

async function makeFolder(workFolder: string): Promise<string> {
  try {
    await mkdir(workFolder, { recursive: true })
    return await mkdtemp(join(workFolder, cloneFolderPrefix))
  } catch (error) {
    throw errorCode(error) === 'ENOSPC' ? noRoom() : error
  }
}

/** Written beside and moved into place, so that a sweeper never reads half of it. */
async function writeOwner(folder: string, owner: CloneOwner): Promise<void> {
  const target = join(folder, ownerFile)
  await writeFile(`${target}.new`, JSON.stringify(owner))
  await rename(`${target}.new`, target)
}

function noRoom(): ReadingFault {
  return new ReadingFault(
    'disk-full',
    'The disk is full.',
    'Free some space, or analyse a shorter window.',
  )
}
