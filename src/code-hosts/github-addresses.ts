/** Where the API of a GitHub is: the public one's, one with its own data residence, a company's own. */
export function githubAddresses(origin: string): { api: string; graphql: string } {
  const { host, protocol } = new URL(origin)
  if (host === 'github.com' || host.endsWith('.ghe.com')) {
    const api = `${protocol}//api.${host}`
    return { api, graphql: `${api}/graphql` }
  }
  return { api: `${origin}/api/v3`, graphql: `${origin}/api/graphql` }
}
