import type { Request, Response } from 'express'
import { normalEmail } from '../people/users.js'
import { recordAlone } from './recorded.js'
import type { Services } from './services.js'
import { begin } from './signed-in.js'

/** Signs a user in in this browser, which is known from now on, and records it. */
export async function signInHere(
  services: Services,
  request: Request,
  response: Response,
  { email, ...user }: { companyId: bigint; id: bigint; email: string },
  method: 'password' | 'password and code' | 'invitation' | 'sign-up',
): Promise<void> {
  const self = { actorId: user.id, subjectId: user.id, after: { method } }
  await recordAlone(services, request, user.companyId, { action: 'session.begun', ...self })
  await begin(request, user)
  services.devices.remember(response, normalEmail(email))
}
