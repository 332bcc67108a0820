/** The path of a commit's page; `hash` is the whole one. */
export const commitHref = (repositoryId: bigint, hash: string) => `/commits/${repositoryId}/${hash}`
