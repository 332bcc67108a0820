import { chmodSync, chownSync, mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { generate } from 'selfsigned'

/** A self-signed certificate and its key, in PEM. */
export interface TestCertificate {
  certificate: string
  key: string
}

/** Makes a certificate for one name. */
export async function makeCertificate(name: string): Promise<TestCertificate> {
  const altNames = [{ type: 2, value: name } as const]
  const made = await generate([{ name: 'commonName', value: name }], {
    keySize: 2048,
    algorithm: 'sha256',
    extensions: [{ name: 'subjectAltName', altNames }],
  })
  return { certificate: made.cert, key: made.private }
}

/** Writes both into a folder that this account, and nobody else, may read. */
export function certificateFiles(
  { certificate, key }: TestCertificate,
  owner: { uid: number; gid: number } | null = null,
): { certificate: string; key: string } {
  const folder = mkdtempSync(join(tmpdir(), 'codevisto-tls-'))
  const paths = { certificate: join(folder, 'cert.pem'), key: join(folder, 'key.pem') }
  writeFileSync(paths.certificate, certificate)
  writeFileSync(paths.key, key, { mode: 0o600 })
  chmodSync(folder, 0o755)
  if (owner) for (const path of Object.values(paths)) chownSync(path, owner.uid, owner.gid)
  return paths
}
