import { z } from 'zod'
import type { JsonClient } from './json-client.js'

const page = z.object({
  values: z.array(z.unknown()),
  /** Opaque, and checked before it is asked (json-client.ts). */
  next: z
    .string()
    .optional()
    .transform((next) => next || null),
  size: z.int().min(0).optional(),
})

export interface BitbucketPage extends z.output<typeof page> {
  headers: Headers
}

/** @param address a path beneath the API, or what an earlier page called its next */
export async function bitbucketPage(client: JsonClient, address: string): Promise<BitbucketPage> {
  const { body, headers } = await client.get(address, page)
  return { ...body, headers }
}

/** All pages of a list, one after the other. @param pagesAtMost without end where not given */
export async function* bitbucketPages(
  client: JsonClient,
  first: string,
  pagesAtMost = Number.POSITIVE_INFINITY,
): AsyncGenerator<BitbucketPage> {
  const asked = new Set<string>()
  let address: string | null = first
  while (address !== null && !asked.has(address) && asked.size < pagesAtMost) {
    asked.add(address)
    const found: BitbucketPage = await bitbucketPage(client, address)
    yield found
    address = found.next
  }
}

/** Where a repository is, whatever it is called today. */
export const repositoryPath = (hostId: string) =>
  `/repositories/${encodeURIComponent('{}')}/${encodeURIComponent(hostId)}`
