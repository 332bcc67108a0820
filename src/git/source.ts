import { ReadingFault } from './reading-fault.js'

export type Protocol = 'https' | 'http' | 'file'

/** A repository elsewhere, cloned for the time of the analysis. */
export interface RemoteSource {
  kind: 'remote'
  url: string
  allowedProtocols: Protocol[]
  /**
   * What opens it, for git's environment alone: a header, under the setting that holds it to one origin
   * (`http.https://host/.extraHeader`). Null where it is public.
   */
  access?: { setting: string; header: string } | null
  /** The one IP address git may connect to, or null to resolve the name anew. */
  pinnedAddress?: string | null
}

/** A repository on this machine (work tree, `.git` folder or bare), read in place. */
export interface LocalSource {
  kind: 'local'
  path: string
}

export type Source = RemoteSource | LocalSource

/**
 * Refuses addresses git must not be given: other protocols, and passwords inside the address,
 * which git would print. Which hosts may be asked is decided by whoever builds the source.
 */
export function checkAddress(source: RemoteSource): void {
  const url = URL.canParse(source.url) ? new URL(source.url) : null
  const protocol = url?.protocol.slice(0, -1)
  if (!url || !source.allowedProtocols.some((allowed) => allowed === protocol)) {
    throw new ReadingFault(
      'unreachable',
      'This is not an address Codevisto can clone from.',
      `Use one that begins with ${source.allowedProtocols.map((name) => `${name}://`).join(' or ')}.`,
    )
  }
  if (url.username || url.password) {
    throw new ReadingFault(
      'needs-credentials',
      'The address has a name or password in it.',
      'Leave them out; connect the code host with a token instead.',
    )
  }
}
