import type { RemoteSource } from './source.js'

/** Where a git process runs and what it may read. */
export interface GitPlace {
  /** A bare repository of our own: the process's folder, its home and its GIT_DIR. */
  folder: string
  /** Another repository's objects to read in place of our own, or null. */
  objects: string | null
  /** The PATH git is looked for on. */
  searchPath: string
  /** Aborting it kills every process started here. */
  signal: AbortSignal | null
  /** Told the process group of every git started here, so that a sweeper can find it. */
  onGroup: (group: number) => void
  /** Gits stay in this process's own group, which whoever started it ends as a whole. */
  sharesGroup: boolean
}

/**
 * From this size on git takes a file as binary and does not hold two versions of it in memory.
 * Git's own limit is 512 MiB; below this one the numbers are git's. What a diff then needs is held
 * by the memory limit (memory-limit.ts): a commit beyond it is read with 1 MiB here.
 */
const bigFileThreshold = '64m'

/**
 * A transfer slower than so many bytes a second for so many seconds is given up. A host that counts
 * the objects of a large repository says nothing for a while but a byte a second to stay awake.
 */
const lowSpeed = { bytes: '1', seconds: '120' }

function settings(remote: RemoteSource | null): [string, string][] {
  const always: [string, string][] = [
    ['core.hooksPath', '/dev/null'],
    ['core.fsmonitor', 'false'],
    ['core.attributesFile', '/dev/null'],
    ['core.bigFileThreshold', bigFileThreshold],
    ['credential.helper', ''],
    ['gc.auto', '0'],
    ['maintenance.auto', 'false'],
    ['safe.directory', '*'],
    ['protocol.allow', 'never'],
  ]
  if (!remote) return always
  return [
    ...always,
    ...remote.allowedProtocols.map((name): [string, string] => [
      `protocol.${name}.allow`,
      'always',
    ]),
    ['remote.origin.url', remote.url],
    ['http.followRedirects', 'false'],
    ['http.lowSpeedLimit', lowSpeed.bytes],
    ['http.lowSpeedTime', lowSpeed.seconds],
    ['fetch.fsckObjects', 'false'],
    ...pin(remote),
    ...authorize(remote),
  ]
}

/**
 * The header that opens the remote: for its own origin only, and never in an argument, an address or a
 * file. With redirects off nobody else is sent it.
 */
function authorize({ access }: RemoteSource): [string, string][] {
  return access ? [[access.setting, access.header]] : []
}

/** Makes git connect to the address that was checked, whatever the name resolves to by now. */
function pin(remote: RemoteSource): [string, string][] {
  if (!remote.pinnedAddress) return []
  const url = new URL(remote.url)
  const port = url.port || (url.protocol === 'http:' ? '80' : '443')
  const address = remote.pinnedAddress.includes(':')
    ? `[${remote.pinnedAddress}]`
    : remote.pinnedAddress
  return [['http.curloptResolve', `${url.hostname}:${port}:${address}`]]
}

/**
 * The complete environment of a git process: nothing is inherited, no configuration of the machine,
 * the person or the repository is read, no program but git is run. With a remote source, and only
 * then, git may speak that source's protocols.
 */
export function gitEnvironment(
  place: Pick<GitPlace, 'folder' | 'objects' | 'searchPath'>,
  remote: RemoteSource | null,
): Record<string, string> {
  const pairs = settings(remote)
  const environment: Record<string, string> = {
    PATH: place.searchPath,
    HOME: place.folder,
    LC_ALL: 'C',
    GIT_DIR: place.folder,
    GIT_TERMINAL_PROMPT: '0',
    GIT_ASKPASS: '/bin/false',
    GIT_CONFIG_NOSYSTEM: '1',
    GIT_CONFIG_GLOBAL: '/dev/null',
    GIT_ATTR_NOSYSTEM: '1',
    GIT_NO_REPLACE_OBJECTS: '1',
    GIT_OPTIONAL_LOCKS: '0',
    GIT_PROTOCOL_FROM_USER: '0',
    GIT_ALLOW_PROTOCOL: remote ? remote.allowedProtocols.join(':') : '',
    GIT_FLUSH: '0',
    GIT_CONFIG_COUNT: String(pairs.length),
  }
  pairs.forEach(([key, value], index) => {
    environment[`GIT_CONFIG_KEY_${index}`] = key
    environment[`GIT_CONFIG_VALUE_${index}`] = value
  })
  if (!remote) environment.GIT_NO_LAZY_FETCH = '1'
  if (place.objects) environment.GIT_OBJECT_DIRECTORY = place.objects
  return environment
}
