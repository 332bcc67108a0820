import type { Request } from 'express'
import { type LinkKind, openLink, tokenDigest } from '../people/links.js'
import { networkOf } from '../platform/network.js'
import { deadLink, tooMany } from './faults.js'
import type { Services } from './services.js'
import type { Handler } from './show.js'

/** A mailed link that this browser holds: what it is about, and the digest that uses it up. */
export interface HeldLink {
  companyId: bigint
  subjectId: bigint
  digest: Buffer<ArrayBuffer>
}

/**
 * Answers a link of a mail: nothing is used up and nobody signed in, whoever or whatever opened it. The
 * token leaves the address at once; the session keeps its digest alone.
 */
export const arrive =
  (kind: LinkKind, goOn: string): Handler =>
  (_services, request, response) => {
    const digest = tokenDigest(request.params.token)
    delete request.session.link
    if (digest) request.session.link = { kind, digest: digest.toString('hex') }
    response.redirect(303, goOn)
  }

/**
 * The link that this browser came by.
 * @throws WebFault when it came by none of that kind, or it has ended
 */
export async function heldLink(
  { database, limits }: Services,
  request: Request,
  kind: LinkKind,
): Promise<HeldLink> {
  const wait = await limits.links.take(networkOf(request.ip))
  if (wait !== null) throw tooMany(wait)
  const held = request.session.link
  if (held?.kind !== kind) throw deadLink()
  const digest = Buffer.from(held.digest, 'hex')
  const found = await openLink(database, kind, digest)
  if (!found) throw deadLink()
  return { ...found, digest }
}
