import { readdir, readFile, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { z } from 'zod'
import { cloneFolderPrefix, ownerFile } from './clone-folder.js'
import { folderOf, groupOf, isAlive, startedAt } from './process-facts.js'

/** A folder without an owner is given this long to get one. */
const nursingMs = 60_000

const ownerShape = z.object({
  pid: z.number().int().positive(),
  startedAt: z.string().nullable(),
  groups: z.array(z.number().int().positive()),
})

/**
 * Deletes the clone folders in `workFolder` whose analysis died (crash, kill, power cut), and kills
 * the gits that outlived it. Gives back how many folders were deleted.
 */
export async function sweepClones(workFolder: string): Promise<number> {
  const names = await readdir(workFolder).catch(() => [])
  let swept = 0
  for (const name of names.filter((name) => name.startsWith(cloneFolderPrefix))) {
    const folder = join(workFolder, name)
    if (await isOwned(folder)) continue
    await killGitsIn(folder)
    if (await isDeleted(folder)) swept++
  }
  return swept
}

/** A folder of another user in a shared folder for temporary files is left to that user. */
function isDeleted(folder: string): Promise<boolean> {
  return rm(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 }).then(
    () => true,
    () => false,
  )
}

async function readOwner(folder: string): Promise<z.infer<typeof ownerShape> | null> {
  try {
    return ownerShape.parse(JSON.parse(await readFile(join(folder, ownerFile), 'utf8')))
  } catch {
    return null
  }
}

async function isOwned(folder: string): Promise<boolean> {
  const owner = await readOwner(folder)
  if (owner) {
    const now = startedAt(owner.pid)
    return isAlive(owner.pid) && (now === null || now === owner.startedAt)
  }
  const made = await stat(folder).catch(() => null)
  return made !== null && Date.now() - made.mtimeMs < nursingMs
}

/**
 * Process ids are used again, so a recorded group is killed only while one of its processes works
 * inside the folder. Without /proc nothing is killed: such a git ends by itself when its pipe or
 * its folder is gone.
 */
async function killGitsIn(folder: string): Promise<void> {
  const groups = new Set((await readOwner(folder))?.groups)
  if (groups.size === 0) return
  const processes = (await readdir('/proc').catch(() => [])).filter((name) => /^\d+$/.test(name))
  for (const pid of processes.map(Number)) {
    const group = groupOf(pid)
    if (group === null || !groups.has(group) || !folderOf(pid)?.startsWith(folder)) continue
    try {
      process.kill(-group, 'SIGKILL')
    } catch {
      // Gone in the meantime.
    }
  }
}
