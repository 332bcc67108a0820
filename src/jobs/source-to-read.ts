import type { Config } from '../config.js'
import type { Source } from '../git/source.js'
import { isLocalSource, locateSource, readSource, SourceRefused } from '../repositories/source.js'

/**
 * A repository's stored source, checked once more at the moment of use: rules and addresses can have
 * changed since it was added.
 * @throws SourceRefused when it may not be read now
 */
export async function toRead(
  stored: string,
  config: Pick<Config, 'isEmbedded' | 'outboundAllow'>,
): Promise<Source> {
  const { isEmbedded: allowsLocalPaths, outboundAllow } = config
  if (isLocalSource(stored)) {
    if (!allowsLocalPaths) throw new SourceRefused('Folders of this server are not read.')
    // Not looked up here: a folder that is gone is the analysis's own finding.
    return { kind: 'local', path: stored }
  }
  const source = readSource(stored, { allowsLocalPaths: false, outboundAllow })
  const pinnedAddress = await locateSource(stored, { outboundAllow })
  const isPlain = outboundAllow.includes(new URL(stored).origin)
  const url = source.kind === 'remote' ? source.url : stored
  return {
    kind: 'remote',
    url,
    allowedProtocols: isPlain ? ['https', 'http'] : ['https'],
    pinnedAddress,
  }
}
