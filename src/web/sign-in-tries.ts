import type { Request } from 'express'
import { networkOf } from '../platform/network.js'
import { tooMany } from './faults.js'
import type { Services } from './services.js'

/** A try to sign in as the limits count it. */
export interface Tries {
  /** It was right: what it took is given back, and wrong ones before it are forgotten. */
  wasRight(): Promise<void>
}

/**
 * Takes a try for an account, from a network, at an address's domain. A browser that its owner has used
 * before, or just set the password by mail in, has tries of its own: strangers cannot use those up.
 * @throws WebFault when there is none left
 */
export async function takeTry(
  { limits, devices }: Services,
  request: Request,
  account: string,
): Promise<Tries> {
  const network = networkOf(request.ip)
  const isReset = request.session.resetOf === account
  const device = isReset ? `${account} ${request.sessionID}` : devices.recognize(request, account)
  const domain = account.slice(account.lastIndexOf('@') + 1)
  const waits = [
    await limits.address.take(network),
    device === null ? await limits.account.take(account) : await limits.device.take(device),
    device === null ? await limits.domain.take(domain) : null,
  ]
  const wait = Math.max(...waits.map((seconds) => seconds ?? 0))
  if (wait > 0) throw tooMany(wait)
  return {
    async wasRight() {
      await limits.address.giveBack(network)
      if (device !== null) return limits.device.forget(device)
      await limits.domain.giveBack(domain)
      return limits.account.forget(account)
    },
  }
}
