import { HostFault } from '../code-hosts/host-fault.js'
import type { Config } from '../config.js'
import type { Database } from '../database/client.js'
import { inCompany } from '../database/company.js'
import type { RemoteSource, Source } from '../git/source.js'
import { type HostServices, openConnection } from '../repositories/open-connection.js'
import { isLocalSource, locateSource, readSource, SourceRefused } from '../repositories/source.js'

export interface SourceServices {
  config: Pick<Config, 'isEmbedded' | 'outboundAllow'>
  database: Database
  codeHosts: HostServices
}

/** Where a repository is, and through which connection it is read. */
export interface StoredSource {
  companyId: bigint
  source: string
  connectionId: bigint | null
}

/** What opens a repository of a connection; null where the connection is none any more. */
async function accessTo(
  { database, codeHosts }: SourceServices,
  { companyId, source, connectionId }: StoredSource,
): Promise<Pick<RemoteSource, 'url' | 'access'> | null> {
  if (connectionId === null) return null
  const opened = await inCompany(database, companyId, (db) =>
    openConnection(codeHosts, db, connectionId),
  )
  if (!opened) return null
  try {
    const { url, origin: setting, header } = opened.host.gitAccess(source)
    return { url, access: { setting, header } }
  } catch (error) {
    if (!(error instanceof HostFault)) throw error
    throw new SourceRefused(
      'The clone address is not one of the connection’s host. Read its list of repositories again, or choose the repository through a connection to where it is.',
    )
  }
}

/**
 * A repository's stored source, checked once more at the moment of use: rules and addresses can have
 * changed since it was added. With it comes the header that opens it, where it has a connection.
 * @throws SourceRefused when it may not be read now
 */
export async function toRead(services: SourceServices, stored: StoredSource): Promise<Source> {
  const { isEmbedded: allowsLocalPaths, outboundAllow } = services.config
  if (isLocalSource(stored.source)) {
    if (!allowsLocalPaths) throw new SourceRefused('Folders of this server are not read.')
    // Not looked up here: a folder that is gone is the analysis's own finding.
    return { kind: 'local', path: stored.source }
  }
  const source = readSource(stored.source, { allowsLocalPaths: false, outboundAllow })
  const pinnedAddress = await locateSource(stored.source, { outboundAllow })
  const { origin } = new URL(stored.source)
  const plain = source.kind === 'remote' ? source.url : stored.source
  const opened = await accessTo(services, stored)
  return {
    kind: 'remote',
    url: opened?.url ?? plain,
    access: opened?.access ?? null,
    allowedProtocols: outboundAllow.includes(origin) ? ['https', 'http'] : ['https'],
    pinnedAddress,
  }
}
