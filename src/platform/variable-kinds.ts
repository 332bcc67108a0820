import { X509Certificate } from 'node:crypto'
import { z } from 'zod'

/** An address in one of these protocols ("https:"). */
export const url = (...protocols: string[]) =>
  z.string().refine((value) => URL.canParse(value) && protocols.includes(new URL(value).protocol), {
    message: `is not a ${protocols.map((protocol) => `${protocol}//`).join(' or ')} address`,
  })

/**
 * 32 random bytes in base64. Keys that somebody typed (one character over and over, a counted row) are
 * told by how few bytes differ: of 32 random ones fewer than 20 differ once in 10^8.
 */
export const masterKey = z
  .string()
  .refine((value) => Buffer.from(value, 'base64').length === 32, {
    message: 'is not 32 bytes in base64',
    abort: true,
  })
  .refine((value) => new Set(Buffer.from(value, 'base64')).size >= 16, {
    message: 'is not random: make one with openssl rand -base64 32',
  })

const parts = z.string().transform((value) => value.split(',').map((part) => part.trim()))

export const masterKeys = parts.pipe(z.array(masterKey))

/** `name@company.com`, or `Codevisto <name@company.com>`; nothing that could become a second header. */
export const sender = z.string().refine(
  (value) => {
    const address = /^(?:[^<>"\p{Cc}]{1,80} <)?([^<>\s]+?)>?$/u.exec(value)?.[1]
    return z.email().safeParse(address).success
  },
  { message: 'is not an address such as Codevisto <codevisto@example.com>' },
)

export const origins = parts
  .transform((list) => list.filter((part) => part !== ''))
  .refine((list) => list.every((part) => URL.canParse(part) && new URL(part).origin === part), {
    message: 'is not a list of origins such as https://git.example.com, separated by commas',
  })

function isCertificate(pem: string): boolean {
  try {
    return new X509Certificate(pem).fingerprint256 !== ''
  } catch {
    return false
  }
}

/** A certificate in PEM. Many hosts' settings take one line only: `\n` stands for a line end. */
export const certificate = z
  .string()
  .transform((value) => value.replaceAll('\\n', '\n'))
  .refine(isCertificate, { message: 'is not a certificate in PEM' })
