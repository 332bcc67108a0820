/** Where a commit, a path or a repository is taken out of the numbers: the form, filled in. */
export function excludeHref(what: {
  kind: 'commit' | 'path' | 'repository'
  repositoryId: bigint
  target?: string
}): string {
  const { kind, repositoryId, target } = what
  const query = new URLSearchParams({ kind, repository: String(repositoryId) })
  if (target) query.set('target', target)
  return `/settings/exclusions/new?${query}`
}
