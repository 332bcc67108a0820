import type { Request } from 'express'
import type { CodeHost, TokenReport } from '../code-hosts/code-host.js'
import { HostFault } from '../code-hosts/host-fault.js'
import { requestListing } from '../jobs/list-due.js'
import { tokenRefusal } from '../repositories/host-fault-words.js'
import { connectHost, type HostKey } from '../repositories/open-connection.js'
import { current } from './current.js'
import { tooMany } from './faults.js'
import type { Services } from './services.js'

/** Asking a code host while somebody waits is costly: a company may so often. */
export async function takeHostQuestion({ limits }: Services, request: Request): Promise<void> {
  const wait = await limits.connections.take(String(current(request).company.id))
  if (wait !== null) throw tooMany(wait)
}

/** What a host says of its token, or its fault. */
export async function askReport(
  host: CodeHost,
): Promise<{ found: TokenReport; fault: null } | { found: null; fault: HostFault }> {
  try {
    return { found: await host.checkToken(), fault: null }
  } catch (error) {
    if (error instanceof HostFault) return { found: null, fault: error }
    throw error
  }
}

/** Asks a host what a pasted token is; nothing is stored. */
export async function checkKey(
  services: Services,
  key: HostKey,
): Promise<{ found: TokenReport; refusal: null } | { found: null; refusal: string }> {
  const { found, fault } = await askReport(connectHost(services, key))
  if (found) return { found, refusal: null }
  return { found: null, refusal: tokenRefusal(fault, services.hosts[key.kind].title) }
}

/** Has a connection's list of repositories read now; if that fails, the worker's round does it. */
export async function hurryList(
  { database, queue, log }: Services,
  request: Request,
  connectionId: bigint,
): Promise<void> {
  const connection = { companyId: current(request).company.id, connectionId }
  try {
    await requestListing(database, queue, connection)
  } catch (error) {
    log.warn({ err: error }, 'reading a list has to wait')
  }
}
