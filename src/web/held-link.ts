import type { Request } from 'express'
import { findSignUp } from '../database/sign-ups.js'
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
  (kind: LinkKind | 'sign-up', goOn: string): Handler =>
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
  services: Services,
  request: Request,
  kind: LinkKind,
): Promise<HeldLink> {
  const digest = await heldDigest(services, request, kind)
  const found = await openLink(services.database, kind, digest)
  if (!found) throw deadLink()
  return { ...found, digest }
}

/**
 * The link of a company to be that this browser came by: whose address it proves.
 * @throws WebFault when it came by none, or it has ended
 */
export async function heldSignUp(services: Services, request: Request) {
  const digest = await heldDigest(services, request, 'sign-up')
  const email = await findSignUp(services.database, digest)
  if (email === null) throw deadLink()
  return { email, digest }
}

async function heldDigest({ limits }: Services, { ip, session }: Request, kind: string) {
  const wait = await limits.links.take(networkOf(ip))
  if (wait !== null) throw tooMany(wait)
  if (session.link?.kind !== kind) throw deadLink()
  return Buffer.from(session.link.digest, 'hex')
}
