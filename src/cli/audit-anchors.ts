import type { KeptAnchor } from '../audit/verify.js'
import { Problem } from '../platform/errors.js'

/**
 * Reads anchors as an earlier check printed them: `company:position:digest`.
 * @throws Problem for anything else
 */
export function readAnchors(texts: readonly string[]): KeptAnchor[] {
  return texts.map((text) => {
    const match = /^(\d{1,18}):(\d{1,18}):([0-9a-f]{64})$/.exec(text)
    if (!match) {
      throw new Problem(
        `This is no anchor: ${text.slice(0, 100)}`,
        'Give anchors as an earlier check printed them: company:position:digest.',
      )
    }
    const [, companyId, position, digest] = match
    return {
      companyId: BigInt(companyId!),
      position: BigInt(position!),
      digest: new Uint8Array(Buffer.from(digest!, 'hex')),
    }
  })
}
