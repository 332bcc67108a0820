/** How the hosts that everybody knows write the address of a commit. */
const hosts: [host: RegExp, path: string][] = [
  [/(^|\.)github\.com$/, '/commit/'],
  [/(^|\.)gitlab\.com$|^gitlab\./, '/-/commit/'],
  [/(^|\.)bitbucket\.org$/, '/commits/'],
  [/(^|\.)codeberg\.org$/, '/commit/'],
]

/**
 * The page of a commit on its code host, or null where the host is not known.
 * @param source clone URL or local path of the repository
 */
export function commitUrl(source: string, hash: string): string | null {
  if (!URL.canParse(source)) return null
  const { protocol, hostname, origin, pathname } = new URL(source)
  const [, path] = hosts.find(([host]) => host.test(hostname)) ?? []
  if (!path || protocol !== 'https:') return null
  return `${origin}${pathname.replace(/(\.git)?\/*$/, '')}${path}${hash}`
}
