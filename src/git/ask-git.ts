import { simpleGit } from 'simple-git'
import { type GitPlace, gitEnvironment } from './git-environment.js'
import { noGit } from './git-fault.js'
import { ReadingFault } from './reading-fault.js'

/** The oldest git that takes its configuration from the environment. */
const oldest = { major: 2, minor: 31 }
/** The oldest git that connects to a given address (http.curloptResolve). */
const oldestPinning = { major: 2, minor: 37 }

type Place = Pick<GitPlace, 'folder' | 'objects' | 'searchPath'>

/**
 * simple-git guards against environments it did not build; this one is built by us, whole, and
 * every name in it is therefore allowed.
 */
function client(place: Place, gitFolder: string) {
  const environment = { ...gitEnvironment(place, null), GIT_DIR: gitFolder }
  return simpleGit({
    baseDir: place.folder,
    allowEnvironment: Object.keys(environment),
    unsafe: {
      allowUnsafeAskPass: true,
      allowUnsafeConfigEnvCount: true,
      allowUnsafeConfigPaths: true,
      allowUnsafeCredentialHelper: true,
      allowUnsafeFsMonitor: true,
      allowUnsafeHooksPath: true,
      allowUnsafeProtocolOverride: true,
    },
  }).env(environment)
}

/**
 * Asks a repository a short question that neither streams nor leaves the machine; null when git
 * says no. `gitFolder` is the repository asked, by default our own.
 */
export async function askGit(
  place: Place,
  args: string[],
  gitFolder: string = place.folder,
): Promise<string | null> {
  try {
    return (await client(place, gitFolder).raw(args)).trimEnd() || null
  } catch {
    return null
  }
}

/** Throws 'no-git' or 'too-old-git' unless the git found can do what the analysis asks of it. */
export async function checkGit(place: Place, pinning: boolean): Promise<void> {
  const version = await client(place, place.folder).version()
  if (!version.installed) throw noGit()
  const needed = pinning ? oldestPinning : oldest
  const enough =
    version.major > needed.major ||
    (version.major === needed.major && version.minor >= needed.minor)
  if (enough) return
  throw new ReadingFault(
    'too-old-git',
    `Git ${version.major}.${version.minor} is too old.`,
    `Install git ${needed.major}.${needed.minor} or newer.`,
  )
}
