import { X509Certificate } from 'node:crypto'
import type { ConnectionOptions, PeerCertificate } from 'node:tls'

/** How the other end of an internal connection is known. */
export type TlsMode =
  /** By a certificate for its name, from an authority the system or `certificate` vouches for. */
  | 'verify'
  /** By one certificate, given in advance, whatever name is in it: for hosts that sign their own. */
  | 'pin'
  /** Not at all: what is sent is encrypted, but anybody in between could have answered. */
  | 'encrypt'

/** `certificate` is PEM: with "verify" an authority of one's own, with "pin" the one that is expected. */
export interface Tls {
  mode: TlsMode
  certificate: string | null
}

const sameFingerprint = (pem: string) => {
  const wanted = new X509Certificate(pem).fingerprint256
  return (_host: string, found: PeerCertificate) =>
    found.fingerprint256 === wanted ? undefined : new Error('This is not the pinned certificate.')
}

/**
 * The options of Node's TLS for one connection; false where there is no TLS.
 * @throws Error when the pinned certificate is no certificate
 */
export function tlsOptions(tls: Tls | null): ConnectionOptions | false {
  if (tls === null) return false
  const { mode, certificate } = tls
  const minVersion = 'TLSv1.2'
  if (mode === 'encrypt') return { minVersion, rejectUnauthorized: false }
  if (mode === 'verify') return { minVersion, ...(certificate ? { ca: certificate } : {}) }
  if (!certificate) throw new Error('There is no certificate to pin.')
  // Trusted as its own authority, so that Node calls it valid; then it must be this very one.
  return { minVersion, ca: certificate, checkServerIdentity: sameFingerprint(certificate) }
}

/** One sentence for logs and the status page. */
export function describeTls(tls: Tls | null): string {
  if (tls === null) return 'not encrypted'
  return {
    verify: 'encrypted, certificate and name verified',
    pin: 'encrypted, certificate pinned',
    encrypt: 'encrypted, certificate not verified',
  }[tls.mode]
}
