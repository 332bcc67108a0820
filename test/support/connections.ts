import { nowhere } from '../../src/audit/traces.js'
import { addConnection } from '../../src/repositories/connections.js'
import { connectHost } from '../../src/repositories/open-connection.js'
import { beginListing } from '../../src/repositories/remote-repositories.js'
import type { TestCompany } from './company.js'
import { token as known, type TinyHost, tinyServices } from './tiny-host.js'

export const told = (company: TestCompany) => ({ actorId: company.owner.id, from: nowhere })

/** Connects a company to the tiny host, which knows the token from then on. */
export async function makeConnection(
  company: TestCompany,
  tiny: TinyHost,
  { token = known, name = 'Acme', origin = 'https://git.example.com' } = {},
): Promise<bigint> {
  tiny.tokens.set(token, tiny.tokens.get(token) ?? {})
  const services = tinyServices(tiny)
  const key = { kind: 'github', origin, token, tokenUser: null } as const
  const found = await connectHost(services, key).checkToken()
  return company.work((db) =>
    addConnection(db, services.secrets, { key, name, found }, told(company)),
  )
}

/** The payload of a job that reads a connection's list. */
export async function asListing(company: TestCompany, connectionId: bigint) {
  const from = await company.work((db) => beginListing(db, connectionId))
  if (!from) throw new Error('The list is being read already.')
  return { companyId: company.id, connectionId, listing: from.getTime() }
}
